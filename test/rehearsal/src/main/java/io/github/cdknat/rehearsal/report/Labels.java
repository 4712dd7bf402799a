package io.github.cdknat.rehearsal.report;

import io.github.cdknat.rehearsal.offline.DeploymentRecording;

/** Short words for what a picture shows. */
final class Labels {
    private Labels() {}

    static String ofPhase(String status) {
        if (status.contains("CLEANUP")) {
            return status.contains("ROLLBACK") ? "Clean-up of the rollback" : "Clean-up";
        }
        if (status.contains("ROLLBACK")) {
            return "Rollback";
        }
        return status.startsWith("CREATE") ? "Create" : status.startsWith("DELETE") ? "Delete" : "Update";
    }

    static String kindOfPhase(String status) {
        if (status.contains("ROLLBACK")) {
            return "back";
        }
        return status.contains("CLEANUP") ? "cleanup" : "forward";
    }

    static String ofEnd(String status) {
        return status.endsWith("FAILED") ? "✕ failed" : status.contains("ROLLBACK") ? "✕ rolled back" : "✓ done";
    }

    /** The class of a bar, and the name of its pattern if it has one. */
    static String kindOf(DeploymentRecording.State state, DeploymentRecording.Role role) {
        return switch (state) {
            case ASSIGNING -> "assigning";
            case DRAINING -> "draining";
            case FAILED -> "failed";
            case SERVING ->
                switch (role) {
                    case PRIMARY -> "primary";
                    case FOREIGN, MISSING -> "foreign";
                    default -> "serving";
                };
        };
    }

    /** Without the hash that CDK appends to a logical id. */
    static String withoutHash(String logicalId) {
        return logicalId.replaceAll("(?<=[A-Za-z])[0-9A-F]{8}$", "");
    }

    static String cut(String text, int most) {
        return text.length() > most ? text.substring(0, most - 1) + "…" : text;
    }
}
