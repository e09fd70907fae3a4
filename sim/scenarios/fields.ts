/** The kinds of values that scenario files are made of, so that every field of one kind is checked and described alike. */
import { z } from "zod";

const decimal = (places: number) => new RegExp(`^(0|[1-9][0-9]*)(\\.[0-9]{1,${places}})?$`);

/** An amount of AIUS as a decimal string, exact to the wei. A string, because YAML and JSON numbers lose digits. */
export const aius = () =>
  z.string().regex(decimal(18), 'write an amount of AIUS as a decimal string with at most 18 places, such as "12.5"');

/** An amount of US dollars as a decimal string, exact to 10^-9. */
export const usd = () =>
  z.string().regex(decimal(9), 'write an amount of USD as a decimal string with at most 9 places, such as "0.0014"');

/** A percentage of the protocol as a share of one, exact to 18 places: "0.1" is 10 %. */
export const wadShare = () =>
  z
    .string()
    .regex(decimal(18), 'write a share as a decimal string with at most 18 places, such as "0.0008"')
    .refine((text) => /^0|^1(\.0+)?$/.test(text), "a share lies between 0 and 1");

/** A share of one as a plain number. */
export const share = () => z.number().min(0).max(1);

/** A number of seconds, up to a hundred years. */
export const seconds = () => z.int().min(0).max(3_153_600_000);

/** A name of lower-case letters, digits and hyphens. */
export const slug = () =>
  z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,39}$/, "a name has lower-case letters, digits and hyphens, and begins with a letter");

/** A lognormal quantity by its median and the standard deviation of its logarithm (0: always the median). */
export const spread = (median: z.ZodNumber, unit: string) =>
  z.strictObject({
    median: median.describe(`Median, in ${unit}.`),
    sigma: z.number().min(0).max(3).describe("Standard deviation of the logarithm; 0 gives the median every time."),
  });
