/** Contestations: votes that lock slashes, and the pages that settle them. Source: protocol section 5, "Contestations". */
import { type Address, type Hex, type Value, WAD, type Wei } from "../../base/types.ts";
import type { Scene } from "../scene.ts";
import type { ContestationState, TaskState } from "../state.ts";
import { closeFee, pay } from "./pay.ts";

type Arguments = Readonly<Record<string, Value>>;

/** Supply below which the slash is 0. Source: protocol section 1. */
const SLASH_FROM: Wei = 2000n * WAD;

const slashAmount = (scene: Scene): Wei => {
  const supply = scene.supply;
  if (supply < SLASH_FROM) return 0n;
  return supply - (supply * (WAD - scene.parameters.slashAmountPercentage)) / WAD;
};

export const contested = (scene: Scene, args: Arguments): void => {
  const task = scene.task(args["task"] as Hex);
  if (!task) return;
  const contester = args["addr"] as Address;
  const slash = slashAmount(scene);
  task.contestation = {
    contester,
    submittedAt: scene.now,
    slash,
    period: Number(scene.parameters.minContestationVotePeriodTime),
    yeas: [],
    nays: [],
    locked: 0n,
    verdict: undefined,
    settled: false,
    disturbed: false,
  };
  scene.contestedNow.push(task);
  if (slash === 0n) scene.audit.find("free-contestation", task.fee);
  if (contester === task.solver) scene.audit.find("self-contestation", task.fee);
  scene.happen("contested", contester, task);
};

export const voted = (scene: Scene, args: Arguments) => {
  const task = scene.task(args["task"] as Hex);
  const contestation = task?.contestation;
  if (!contestation) return scene.audit.violate("known-subject", 0n, 1n, `no contestation of ${args["task"]}`);
  const voter = args["addr"] as Address;
  const yea = args["yea"] as boolean;
  checkOneVote(scene, task, contestation, voter, yea);
  (yea ? contestation.yeas : contestation.nays).push(voter);
  lock(scene, task, contestation, voter);
  if (contestation.verdict) {
    contestation.disturbed = true;
    scene.audit.find("vote-after-settlement", contestation.slash);
  }
  if (scene.validator(voter).since > contestation.submittedAt) scene.audit.find("late-stake-votes", contestation.slash);
  scene.happen("voted", voter, task, yea);
};

const checkOneVote = (scene: Scene, task: TaskState, contestation: ContestationState, voter: Address, yea: boolean) => {
  const { contester, yeas, nays } = contestation;
  const own = !yea && voter === task.solver && voter === contester && !nays.includes(voter);
  if (!own && (yeas.includes(voter) || nays.includes(voter))) scene.audit.violate("one-vote", 2n, 1n, voter);
};

/** At the end of the step that submitted it: the votes that come with a contestation. */
export const checkFirstVotes = (scene: Scene, { solver, contestation }: TaskState): void => {
  const { slash, yeas, nays } = contestation!;
  const cast = yeas.length + nays.length;
  const stake = scene.validator(solver!).staked + (nays.length > 0 ? slash : 0n);
  scene.audit.equal("votes-cast", BigInt(cast), stake >= slash ? 2n : 1n);
};

const lock = (scene: Scene, task: TaskState, contestation: ContestationState, voter: Address): void => {
  const { slash } = contestation;
  contestation.locked += slash;
  scene.books.locked += slash;
  scene.stake(voter, -slash);
  scene.flow("slashLocked", voter, scene.engine, slash, task);
  const { staked, pending } = scene.validator(voter);
  if (pending > staked && pending <= staked + slash) scene.audit.find("withdrawal-blocked", pending - staked);
};

/** How the losers' slashes are divided: the first winner's share, every other's, in wei. */
const shares = (upheld: boolean, winners: number, losers: number, slash: Wei): { first: Wei; other: Wei } => {
  const total = BigInt(losers) * slash;
  if (winners === 1) return { first: total, other: 0n };
  const first = upheld ? total - total / 2n : total / 2n;
  return { first, other: (total - first) / BigInt(winners - 1) };
};

/** One call of contestationVoteFinish: votes [start_idx, end_idx) of the side that leads at this moment. */
export const finished = (scene: Scene, args: Arguments) => {
  const task = scene.task(args["id"] as Hex);
  const contestation = task?.contestation;
  if (!contestation) return scene.audit.violate("known-subject", 0n, 1n, `no contestation of ${args["id"]}`);
  const upheld = contestation.yeas.length > contestation.nays.length;
  const [winners, losers] = upheld ? [contestation.yeas, contestation.nays] : [contestation.nays, contestation.yeas];
  const start = Number(args["start_idx"]);
  const end = Math.min(Number(args["end_idx"]), winners.length);
  if (start === 0) judge(scene, task, contestation, upheld, losers);
  const { first, other } = shares(upheld, winners.length, losers.length, contestation.slash);
  if (start < end && upheld !== (contestation.verdict === "upheld")) {
    contestation.disturbed = true;
    const paid = (start === 0 ? first : 0n) + other * BigInt(end - Math.max(start, 1));
    scene.audit.find("verdict-flipped", paid);
  }
  for (let i = start; i < end; i++) serve(scene, task, contestation, winners[i]!, i === 0 ? first : other);
  if (start === 0) resolveFee(scene, task, upheld);
  if (end >= winners.length) settle(scene, task, contestation, winners);
};

/** The first page decides: the losers' slashes are lost from then on. */
const judge = (
  scene: Scene,
  task: TaskState,
  contestation: ContestationState,
  upheld: boolean,
  losers: readonly Address[],
) => {
  contestation.verdict = upheld ? "upheld" : "rejected";
  for (const loser of losers) scene.flow("slashLost", loser, scene.engine, contestation.slash, task);
  noteVerdict(scene, task, contestation, upheld);
  scene.happen("judged", upheld ? contestation.contester : task.solver!, task);
};

const noteVerdict = (scene: Scene, task: TaskState, contestation: ContestationState, upheld: boolean): void => {
  const { audit, now } = scene;
  const { slash, yeas, nays, submittedAt, period, locked } = contestation;
  const losers = BigInt(upheld ? nays.length : yeas.length);
  if (nays.length === 0) audit.find("undefended-contestation", slash);
  if (!upheld && nays[0] !== task.solver) {
    audit.find("solver-share-to-other", shares(false, nays.length, yeas.length, slash).first);
  }
  if (now < submittedAt + period) audit.find("vote-period-shortened", locked);
  if (task.truthful === upheld) audit.find("wrong-verdict", task.fee + losers * slash);
};

/** One winner: its winnings to its wallet, its slash back to its stake. */
const serve = (
  scene: Scene,
  task: TaskState,
  contestation: ContestationState,
  winner: Address,
  winnings: Wei,
): void => {
  const { slash } = contestation;
  scene.take("slashWon", "winnings-exact", { from: scene.engine, to: winner, amount: winnings }, { task });
  scene.stake(winner, slash);
  scene.flow("slashReturned", scene.engine, winner, slash, task);
  contestation.locked -= slash + winnings;
  scene.books.locked -= slash + winnings;
};

/** What becomes of the task's fee, on the first page. */
const resolveFee = (scene: Scene, task: TaskState, upheld: boolean) => {
  if (!upheld) {
    pay(scene, task, task.solver!);
    return;
  }
  scene.take("refundContested", "refund-exact", { from: scene.engine, to: task.owner, amount: task.fee }, { task });
  scene.audit.find("task-spoiled", task.fee);
  closeFee(scene, task);
};

/** After the last winner: what is still locked is dust, or was never to be had, or more was paid than there was. */
const settle = (scene: Scene, task: TaskState, contestation: ContestationState, winners: readonly Address[]): void => {
  const { books } = scene;
  const left = contestation.locked;
  contestation.locked = 0n;
  books.locked -= left;
  if (left < 0n) books.shortfall -= left;
  else books.unowned += left;
  judgeRemainder(scene, contestation.disturbed, left, BigInt(winners.length));
  if (left > 0n) scene.flow("slashDust", scene.engine, scene.engine, left, task);
  if (contestation.settled) return;
  contestation.settled = true;
  scene.happen("settled", contestation.contester, task);
};

const judgeRemainder = ({ audit }: Scene, disturbed: boolean, left: Wei, winners: bigint): void => {
  if (left === 0n) return;
  if (left > 0n && left < winners) audit.find("slash-dust", left);
  else if (!disturbed) audit.violate("slashes-sum", 0n, left);
  else if (left > 0n) audit.find("slashes-stranded", left);
  else audit.find("slashes-overpaid", -left);
};
