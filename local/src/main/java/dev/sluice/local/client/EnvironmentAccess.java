package dev.sluice.local.client;

import java.nio.file.Path;

/** What one needs to send calls to an environment and to read its warehouse. */
public record EnvironmentAccess(String environment, String writeKey, String warehouse, Path warehouseFile) {}
