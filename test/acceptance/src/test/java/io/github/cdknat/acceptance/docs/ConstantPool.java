package io.github.cdknat.acceptance.docs;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The string constants of a compiled class (The Java Virtual Machine Specification, 4.4), concatenation recipes included. */
final class ConstantPool {
    private static final int MAGIC_AND_VERSION = 8;

    private ConstantPool() {}

    /** All text that the class can say: where it puts in a value, the text is in pieces. */
    static Set<String> texts(InputStream classFile) throws IOException {
        DataInputStream in = new DataInputStream(classFile);
        in.skipBytes(MAGIC_AND_VERSION);
        int count = in.readUnsignedShort();
        String[] utf8 = new String[count];
        Set<Integer> strings = new LinkedHashSet<>();
        for (int index = 1; index < count; index++) {
            int tag = in.readUnsignedByte();
            switch (tag) {
                case 1 -> utf8[index] = in.readUTF();
                case 8 -> strings.add(in.readUnsignedShort());
                case 7, 16, 19, 20 -> in.skipBytes(2);
                case 15 -> in.skipBytes(3);
                case 3, 4, 9, 10, 11, 12, 17, 18 -> in.skipBytes(4);
                case 5, 6 -> {
                    in.skipBytes(8);
                    index++;
                }
                default -> throw new IOException("Unknown constant " + tag);
            }
        }
        Set<String> texts = new LinkedHashSet<>();
        strings.forEach(index -> texts.addAll(List.of(utf8[index].split("[\u0001\u0002]+"))));
        return texts;
    }
}
