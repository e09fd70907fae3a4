/**
 * A worker process: does the runs that it is told, one after another, until its leader is gone. Loads only what a run
 * needs, from compiled code where an earlier worker has left some (`NODE_COMPILE_CACHE`, of which scripts/install.js speaks):
 * after its first run it leaves what that has compiled.
 */
import { flushCompileCache } from "node:module";
import { serve } from "./serve.ts";

serve(flushCompileCache);
