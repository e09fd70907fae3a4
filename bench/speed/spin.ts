/** A process that only computes: does a fixed amount of integer work and tells how long that took, in seconds. */
const steps = Number(process.argv[2]);
const start = performance.now();
let state = 1;
for (let step = 0; step < steps; step++) state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
process.send?.({ seconds: (performance.now() - start) / 1000, state });
