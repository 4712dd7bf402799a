/** Charts of the benchmarks, as SVG. */
package io.github.cdknat.acceptance.bench.chart;
