import { runRegister } from './register/run-register.ts';

/** `npm run register`; ends with what `runRegister` says. */
process.exitCode = await runRegister(process.argv.slice(2), {
  print: (text) => console.log(text),
  complain: (text) => console.error(text),
});
