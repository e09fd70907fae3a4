/** Tasks, their solutions and contestations, and commitments: the records that grow with every lifecycle. */
import type { Address, Hex, Wei } from "../../base/types.ts";
import { AmountColumn, Bytes32Column, Interner, NameColumn, NumberColumn, RowIndex } from "./columns.ts";
import { type Host, Mapping } from "./host.ts";
import { Room } from "./room.ts";
import { ZERO_ADDRESS } from "./Token.ts";

export const ZERO_HASH: Hex = `0x${"00".repeat(32)}`;

export interface Task {
  readonly model: Hex;
  readonly fee: Wei;
  readonly owner: Address;
  readonly blocktime: bigint;
  readonly version: bigint;
  readonly cid: Hex;
}

export interface Solution {
  readonly validator: Address;
  readonly blocktime: bigint;
  readonly claimed: boolean;
  readonly cid: Hex;
}

export interface Contestation {
  readonly validator: Address;
  readonly blocktime: bigint;
  readonly finishStartIndex: bigint;
  readonly slashAmount: Wei;
}

/** What unknown keys read as. */
const NO_CONTESTATION: Contestation = { validator: ZERO_ADDRESS, blocktime: 0n, finishStartIndex: 0n, slashAmount: 0n };

/** A CID in hexadecimal: 1220, then the digest, from its sixth digit on. */
const CID_PREFIX = "0x1220";
const CID_LENGTH = 70;
/** Submitted results that are a CID keep its digest, others their bytes. */
const IS_CID = 1;
const IS_ODD = 2;

/** Row 0 is nobody's and is never written: it reads as an unknown key does. */
class Columns {
  readonly model: NameColumn<Hex>;
  readonly fee: AmountColumn;
  readonly owner: NameColumn<Address>;
  readonly blocktime: NumberColumn;
  readonly version: NumberColumn;
  readonly inputDigest: Bytes32Column;

  readonly solver: NameColumn<Address>;
  readonly solvedAt: NumberColumn;
  readonly claimed: NumberColumn;
  readonly resultKind: NumberColumn;
  readonly resultDigest: Bytes32Column;
  readonly oddResult: Mapping<number, Hex>;

  constructor(host: Host, room: Room) {
    const addresses = new Interner<Address>(ZERO_ADDRESS);
    this.model = new NameColumn(host, room, new Interner<Hex>(ZERO_HASH));
    this.fee = new AmountColumn(host, room);
    this.owner = new NameColumn(host, room, addresses);
    this.blocktime = new NumberColumn(host, room, Float64Array);
    this.version = new NumberColumn(host, room, Uint8Array);
    this.inputDigest = new Bytes32Column(room);
    this.solver = new NameColumn(host, room, addresses);
    this.solvedAt = new NumberColumn(host, room, Float64Array);
    this.claimed = new NumberColumn(host, room, Uint8Array);
    this.resultKind = new NumberColumn(host, room, Uint8Array);
    this.resultDigest = new Bytes32Column(room);
    this.oddResult = new Mapping<number, Hex>(host, "0x");
  }
}

/** Reads its row when it is asked: a call needs a few fields, and strings and bigints cost to make. */
class StoredTask implements Task {
  readonly #columns: Columns;
  readonly #row: number;

  constructor(columns: Columns, row: number) {
    this.#columns = columns;
    this.#row = row;
  }

  get model(): Hex {
    return this.#columns.model.get(this.#row);
  }

  get fee(): Wei {
    return this.#columns.fee.get(this.#row);
  }

  get owner(): Address {
    return this.#columns.owner.get(this.#row);
  }

  get blocktime(): bigint {
    return BigInt(this.#columns.blocktime.get(this.#row));
  }

  get version(): bigint {
    return BigInt(this.#columns.version.get(this.#row));
  }

  get cid(): Hex {
    return this.model === ZERO_HASH ? "0x" : `${CID_PREFIX}${this.#columns.inputDigest.digits(this.#row)}`;
  }
}

class StoredSolution implements Solution {
  readonly #columns: Columns;
  readonly #row: number;

  constructor(columns: Columns, row: number) {
    this.#columns = columns;
    this.#row = row;
  }

  get validator(): Address {
    return this.#columns.solver.get(this.#row);
  }

  get blocktime(): bigint {
    return BigInt(this.#columns.solvedAt.get(this.#row));
  }

  get claimed(): boolean {
    return this.#columns.claimed.get(this.#row) === 1;
  }

  get cid(): Hex {
    const { resultKind, resultDigest, oddResult } = this.#columns;
    if (resultKind.get(this.#row) !== IS_CID) return oddResult.get(this.#row);
    return `${CID_PREFIX}${resultDigest.digits(this.#row)}`;
  }
}

export class TaskRecords {
  readonly #room = new Room();
  readonly #rows = new RowIndex(this.#room);
  readonly #columns: Columns;
  readonly #contestations: Mapping<number, Contestation>;
  readonly #commitmentRows = new RowIndex(this.#room);
  readonly #commitmentBlock: NumberColumn;

  constructor(host: Host) {
    this.#columns = new Columns(host, this.#room);
    this.#contestations = new Mapping(host, NO_CONTESTATION);
    this.#commitmentBlock = new NumberColumn(host, this.#room, Float64Array);
  }

  /** Gives its memory back; of no use afterwards. */
  release(): void {
    this.#room.release();
  }

  // Tasks

  task(id: Hex): Task {
    return new StoredTask(this.#columns, this.#rows.find(id));
  }

  /** `cid` has the form that the engine makes. */
  addTask(id: Hex, { model, fee, owner, blocktime, version, cid }: Task): void {
    const row = this.#rows.findOrAdd(id);
    this.#columns.model.set(row, model);
    this.#columns.fee.set(row, fee);
    this.#columns.owner.set(row, owner);
    this.#columns.blocktime.set(row, Number(blocktime));
    this.#columns.version.set(row, Number(version));
    this.#columns.inputDigest.set(row, cid, CID_PREFIX.length);
  }

  deleteTask(id: Hex): void {
    const row = this.#rows.find(id);
    if (row === 0) return;
    this.#columns.model.set(row, ZERO_HASH);
    this.#columns.fee.set(row, 0n);
    this.#columns.owner.set(row, ZERO_ADDRESS);
    this.#columns.blocktime.set(row, 0);
    this.#columns.version.set(row, 0);
  }

  // Solutions

  solution(task: Hex): Solution {
    return new StoredSolution(this.#columns, this.#rows.find(task));
  }

  /** The task exists. */
  addSolution(task: Hex, validator: Address, blocktime: bigint, cid: Hex): void {
    const row = this.#rows.find(task);
    this.#columns.solver.set(row, validator);
    this.#columns.solvedAt.set(row, Number(blocktime));
    const isCid = cid.length === CID_LENGTH && cid.startsWith(CID_PREFIX);
    this.#columns.resultKind.set(row, isCid ? IS_CID : IS_ODD);
    if (isCid) this.#columns.resultDigest.set(row, cid, CID_PREFIX.length);
    else this.#columns.oddResult.set(row, cid);
  }

  claim(task: Hex): void {
    this.#columns.claimed.set(this.#rows.find(task), 1);
  }

  // Contestations

  contestation(task: Hex): Contestation {
    return this.#contestations.get(this.#rows.find(task));
  }

  /** The task exists. */
  setContestation(task: Hex, contestation: Contestation): void {
    this.#contestations.set(this.#rows.find(task), contestation);
  }

  // Commitments

  /** The block in which it was signalled, 0 if it was not. */
  commitment(commitment: Hex): number {
    return this.#commitmentBlock.get(this.#commitmentRows.find(commitment));
  }

  addCommitment(commitment: Hex, block: number): void {
    this.#commitmentBlock.set(this.#commitmentRows.findOrAdd(commitment), block);
  }
}
