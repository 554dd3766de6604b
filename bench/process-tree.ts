/** Memory of a process and of everything it started, as Linux accounts for it. */
import { readdirSync, readFileSync } from "node:fs";

/** Resident memory in MiB, shared pages counted once for each process that maps them. Zero where there is no /proc. */
export function residentMemory(pid: number): number {
  const parents = new Map<number, number>();
  const resident = new Map<number, number>();
  for (const entry of processes()) {
    const stat = read(`/proc/${entry}/stat`);
    const statm = read(`/proc/${entry}/statm`);
    // The command's name, in parentheses, may hold spaces; what follows does not.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    parents.set(Number(entry), Number(fields[1]));
    resident.set(Number(entry), (Number(statm.split(" ")[1]) * pageSize) / 2 ** 20);
  }
  const belongs = (process: number): boolean => {
    const parent = parents.get(process);
    return process === pid || (parent !== undefined && parent > 1 && belongs(parent));
  };
  return [...resident].filter(([process]) => belongs(process)).reduce((sum, [, own]) => sum + own, 0);
}

const pageSize = 4096;

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
