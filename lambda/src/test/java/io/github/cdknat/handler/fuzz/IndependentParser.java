package io.github.cdknat.handler.fuzz;

import java.io.ByteArrayInputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** What a reply of DescribeNatGateways says, read with another parser than the SDK's. */
final class IndependentParser {
    private static final XMLInputFactory FACTORY = XMLInputFactory.newInstance();

    static {
        FACTORY.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        FACTORY.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    }

    private IndependentParser() {}

    /** Whether an item with that address and "succeeded" can be read in it, before it ends or breaks off. */
    static boolean serving(byte[] reply, String address) {
        boolean named = false;
        boolean serving = false;
        try {
            XMLStreamReader reader = FACTORY.createXMLStreamReader(new ByteArrayInputStream(reply));
            while (reader.hasNext()) {
                int event = reader.next();
                if (event == XMLStreamConstants.START_ELEMENT
                        && reader.getLocalName().equals("item")) {
                    named = false;
                    serving = false;
                } else if (event == XMLStreamConstants.CHARACTERS) {
                    named |= reader.getText().trim().equals(address);
                    serving |= reader.getText().trim().equals("succeeded");
                }
                if (named && serving) {
                    return true;
                }
            }
        } catch (XMLStreamException e) {
            return false;
        }
        return false;
    }
}
