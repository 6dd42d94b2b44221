import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { once } from 'node:events';
import { startLedgerStore } from '../../infra/local/ledger-store/start-ledger-store.ts';
import { tableStorageLedger } from '../../shared/ledger/table-storage/table-storage-ledger.ts';
import { claimNow, commitOf } from './ledger-steps.ts';
for (const where of ['own process', 'same process']) {
  let cs: { connectionString: string }; let stop: () => unknown;
  if (where === 'own process') {
    const child = spawn(process.execPath, ['infra/local/ledger-store/ledger-store-process.ts'], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [line] = await once(createInterface(child.stdout), 'line'); cs = JSON.parse(line); stop = () => child.kill();
  } else { const s = await startLedgerStore(); cs = s; stop = s.stop; }
  let ops = 0;
  const ledger = tableStorageLedger(cs, { clock: Date.now, policies: [{ name: 'c', sendRequest: (r, n) => { ops++; return n(r); } }] });
  await ledger.prepare();
  let id = 0;
  const cycle = async () => { const r = `task|usmf|${++id}`; const c = await claimNow(ledger, r, 'k' + id, 't'); const a = await ledger.commit(c, commitOf(c, 'k' + id)); if (a !== 'committed') throw new Error(String(a)); };
  for (let i = 0; i < 50; i++) await cycle();
  for (const n of [1, 8, 32]) {
    ops = 0; const before = id; const t = performance.now(); const lat: number[] = [];
    await Promise.all(Array.from({ length: n }, async () => { while (performance.now() - t < 4000) { const s = performance.now(); await cycle(); lat.push(performance.now() - s); } }));
    const s = (performance.now() - t) / 1000; lat.sort((a, b) => a - b);
    console.log(where, 'concurrent', n, 'cycles/s', Math.round((id - before) / s), 'ops/s', Math.round(ops / s), 'ops/cycle', (ops / (id - before)).toFixed(2), 'p50', lat[lat.length >> 1]!.toFixed(1), 'p99', lat[Math.floor(lat.length * .99)]!.toFixed(1), 'records so far', id);
  }
  const s = performance.now(); for (let i = 0; i < 20; i++) await ledger.open('task|usmf|5', 'x'); console.log('open at', id, 'records:', ((performance.now() - s) / 20).toFixed(1), 'ms');
  const s2 = performance.now(); for (let i = 0; i < 20; i++) await ledger.state('task|usmf|5'); console.log('state (point read):', ((performance.now() - s2) / 20).toFixed(1), 'ms');
  await stop();
}
