package io.github.cdknat.rehearsal.command;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.jr.ob.JSON;
import com.fasterxml.jackson.jr.ob.JacksonJrExtension;
import com.fasterxml.jackson.jr.ob.api.ExtensionContext;
import com.fasterxml.jackson.jr.ob.api.ReaderWriterProvider;
import com.fasterxml.jackson.jr.ob.api.ValueWriter;
import com.fasterxml.jackson.jr.ob.impl.JSONWriter;
import io.github.cdknat.rehearsal.template.Assumptions;
import io.github.cdknat.rehearsal.template.TemplateModel;
import io.github.cdknat.shared.Ipv4;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What {@code --json} prints: records by their components; an address as text; null for what is absent. */
final class Json {
    private static final JSON WRITER = JSON.builder()
            .enable(JSON.Feature.PRETTY_PRINT_OUTPUT)
            .disable(JSON.Feature.USE_IS_GETTERS)
            .register(new Extension())
            .build();

    private Json() {}

    /** The result, below what a reader has to know of the template. */
    static String text(TemplateModel template, Assumptions assumptions, String name, Object result) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("stack", template.stackName());
        json.put("standIns", template.standIns().size());
        json.put("standInTypes", template.standInTypes());
        json.put("assumed", assumptions.assumed());
        json.put("found", assumptions.found());
        json.put("notModelled", assumptions.notModelled());
        json.put(name, result);
        try {
            return WRITER.asString(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Extension extends JacksonJrExtension {
        @Override
        protected void register(ExtensionContext context) {
            context.insertProvider(new ReaderWriterProvider() {
                @Override
                public ValueWriter findValueWriter(JSONWriter writer, Class<?> type) {
                    return type == Optional.class || type == Ipv4.class ? new Writer(type) : null;
                }
            });
        }
    }

    private record Writer(Class<?> valueType) implements ValueWriter {
        @Override
        public void writeValue(JSONWriter context, JsonGenerator generator, Object value) throws IOException {
            context.writeValue(value instanceof Optional<?> optional ? optional.orElse(null) : value.toString());
        }
    }
}
