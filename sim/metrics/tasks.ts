/** Tasks and how long they took. */
import type { Happening } from "../ledger/happening.ts";
import { Line } from "./line.ts";
import type { Distribution, Metric, MetricFold } from "./metric.ts";
import { Quantiles } from "./quantiles.ts";
import { count, ratio, seconds, shareOf } from "./units.ts";

const EVENTS = "the engine's events";

export class TasksFold implements MetricFold {
  readonly #openLine = new Line("tasks.open", "1", 0);
  readonly #submittedLine = new Line("tasks.submitted", "1", 0);
  readonly #solvedLine = new Line("tasks.solved", "1", 0);
  readonly lines = [this.#openLine, this.#submittedLine, this.#solvedLine];
  readonly #toSolution = new Quantiles();
  readonly #toPayment = new Quantiles();
  #submitted = 0;
  #retracted = 0;
  #refunded = 0;

  happening({ kind, time, task }: Happening): void {
    if (kind === "submitted") this.#submitted++;
    else if (kind === "retracted") this.#retracted++;
    else if (kind === "solved") this.#toSolution.add(BigInt(time - task.submittedAt));
    else if (kind === "judged" && task.contestation!.verdict === "upheld") this.#refunded++;
    else if (kind === "judged" || kind === "claimed") this.#toPayment.add(BigInt(time - task.submittedAt));
  }

  /** Neither solved nor retracted. */
  get #waiting(): number {
    return this.#submitted - this.#toSolution.count - this.#retracted;
  }

  sample(): void {
    this.#openLine.push(this.#waiting);
    this.#submittedLine.push(this.#submitted);
    this.#solvedLine.push(this.#toSolution.count);
  }

  distributions(): readonly Distribution[] {
    return [{ name: "time.to_solution", unit: "s", decimals: 0, ...this.#toSolution.histogram() }];
  }

  metrics(): readonly Metric[] {
    const solved = this.#toSolution;
    const paid = this.#toPayment;
    const pending = solved.count - paid.count - this.#refunded;
    return [
      count("tasks.submitted", this.#submitted, "Tasks submitted.", EVENTS),
      count("tasks.solved", solved.count, "Tasks with a solution.", EVENTS),
      count("tasks.paid", paid.count, "Tasks whose solution was paid.", EVENTS),
      count("tasks.refunded", this.#refunded, "Tasks whose solution was rejected and whose fee went back.", EVENTS),
      count("tasks.retracted", this.#retracted, "Tasks taken back by their owners.", EVENTS),
      count("tasks.open", this.#waiting, "Tasks without a solution at the end.", EVENTS),
      count("tasks.pending", pending, "Tasks with a solution that is neither paid nor rejected at the end.", EVENTS),
      ratio("tasks.solved_share", shareOf(solved.count, this.#submitted), "Solved tasks of those submitted.", EVENTS),
      seconds("time.to_solution.mean", solved.mean, "Mean time from a task to its solution.", EVENTS),
      seconds("time.to_solution.median", solved.quantile(50), "Median time to the solution, floored to 1/64.", EVENTS),
      seconds("time.to_solution.p95", solved.quantile(95), "95 % of solutions came faster, floored to 1/64.", EVENTS),
      seconds("time.to_solution.max", solved.max ?? 0n, "Longest time from a task to its solution.", EVENTS),
      seconds("time.to_payment.mean", paid.mean, "Mean time from a task to the payment of its solution.", EVENTS),
    ];
  }
}
