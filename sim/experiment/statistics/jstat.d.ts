/** The part of jStat that is used here; the package brings no types. */
declare module "jstat" {
  const jstat: {
    readonly studentt: {
      /** Quantile of Student's t with `freedom` degrees of freedom. */
      inv(probability: number, freedom: number): number;
    };
  };
  export default jstat;
}
