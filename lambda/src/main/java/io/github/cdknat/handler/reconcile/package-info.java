/** One pass of an execution: observe, plan, make at most one changing call, write the journal; and the answers. */
package io.github.cdknat.handler.reconcile;
