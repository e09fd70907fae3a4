/**
 * Goes on with `value`: at once, unless it has to be waited for. A promise costs as much as several of the model's calls,
 * and a run on the model would make five of them for every block.
 */
export const after = <T, U>(value: T | Promise<T>, next: (value: T) => U | Promise<U>): U | Promise<U> =>
  value instanceof Promise ? value.then(next) : next(value);
