package io.github.cdknat.acceptance.scenario;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** What a scenario is called. */
@Retention(RetentionPolicy.RUNTIME)
@interface ScenarioTitle {
    String value();
}
