// Signing out makes the device forget everything: whoever has sheets here that were not sent learns it before.
import { allSheets } from "./jury-store.js";

const told = document.getElementById("not-sent");
try {
  const waiting = (await allSheets()).filter((record) => record.isUnsent && record.who === told.dataset.who).length;
  told.hidden = waiting === 0;
} catch {
  // nothing is kept in this browser
}
