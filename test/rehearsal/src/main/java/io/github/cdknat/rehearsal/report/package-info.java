/** A recorded deployment as one self-contained HTML page: a lane for each address, CloudFormation above, capacity below. */
package io.github.cdknat.rehearsal.report;
