// In one process, so that overlays are rendered once.
import './images.checks.mjs';
import './rules.checks.mjs';
import './schemas.checks.mjs';
import './wiring.checks.mjs';
