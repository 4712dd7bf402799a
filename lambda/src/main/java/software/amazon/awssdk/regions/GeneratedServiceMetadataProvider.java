package software.amazon.awssdk.regions;

/**
 * Stands in the handler jar for the SDK's class of the same name, which carries the Regions of every AWS service: 0.65 MB that
 * nothing here asks for. The SDK takes general metadata for a service that it finds nothing of, and endpoints come from each
 * client's own endpoint rules.
 */
public final class GeneratedServiceMetadataProvider implements ServiceMetadataProvider {
    @Override
    public ServiceMetadata serviceMetadata(String endpointPrefix) {
        return null;
    }
}
