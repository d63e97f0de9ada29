/**
 * Definitions as code: what files in a repository say about events, segments, selections and schedules, compared with
 * what definitions-service has, and brought there.
 */
package dev.sluice.local.code;
