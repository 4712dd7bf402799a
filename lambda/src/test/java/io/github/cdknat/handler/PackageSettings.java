package io.github.cdknat.handler;

import org.approvaltests.core.ApprovalFailureReporter;
import org.approvaltests.reporters.AutoApproveReporter;
import org.approvaltests.reporters.Junit5Reporter;

/** Where ApprovalTests keeps approved files. {@code -Dapprove} accepts what the tests have received. */
public class PackageSettings {
    /** A folder beside the test. */
    public static final String UseApprovalSubdirectory = "approved";
    /** What happens with a difference. */
    public static final ApprovalFailureReporter UseReporter =
            System.getProperty("approve") == null ? new Junit5Reporter() : new AutoApproveReporter();
}
