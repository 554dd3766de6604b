/** Memory and processor time of a process and of everything it started, as Linux accounts for it. */
import { readdirSync, readFileSync } from "node:fs";

export interface ProcessUsage {
  /** MiB, shared pages counted once for each process that maps them. */
  readonly resident: number;
  /** Seconds, user and system, of this process alone. */
  readonly cpu: number;
}

/** Resident memory in MiB of the whole tree. Zero where there is no /proc. */
export function residentMemory(pid: number): number {
  return [...processTree(pid).values()].reduce((sum, { resident }) => sum + resident, 0);
}

/** What each process of the tree takes, by process id. Empty where there is no /proc. */
export function processTree(pid: number): ReadonlyMap<number, ProcessUsage> {
  const parents = new Map<number, number>();
  const usage = new Map<number, ProcessUsage>();
  for (const entry of processes()) {
    const stat = read(`/proc/${entry}/stat`);
    const statm = read(`/proc/${entry}/statm`);
    // The command's name, in parentheses, may hold spaces; what follows does not.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    parents.set(Number(entry), Number(fields[1]));
    usage.set(Number(entry), {
      resident: (Number(statm.split(" ")[1]) * pageSize) / 2 ** 20,
      cpu: (Number(fields[11]) + Number(fields[12])) / ticksPerSecond,
    });
  }
  const belongs = (process: number): boolean => {
    const parent = parents.get(process);
    return process === pid || (parent !== undefined && parent > 1 && belongs(parent));
  };
  return new Map([...usage].filter(([process, { cpu }]) => belongs(process) && !Number.isNaN(cpu)));
}

const pageSize = 4096;
const ticksPerSecond = 100;

function processes(): readonly string[] {
  try {
    return readdirSync("/proc").filter((entry) => /^\d+$/.test(entry));
  } catch {
    return [];
  }
}

/** A process may end between being listed and being read. */
function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
