/** The pack itself: loading this file serves it to the engine. */
import { createPolicyPack } from "./pack";

createPolicyPack();
