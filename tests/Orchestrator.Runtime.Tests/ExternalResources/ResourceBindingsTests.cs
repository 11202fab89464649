using Orchestrator.Binding;

namespace Orchestrator.Tests.ExternalResources;

public sealed class ResourceBindingsTests
{
    private static readonly ResourceBinding Binding = new("Rack", "rack", "rack_key", static _ => new RackResource());

    [Fact]
    public void Two_classes_with_one_identity_are_refused_with_both_names()
    {
        var bindings = new ResourceBindings();
        bindings.Add(typeof(RackResource), Binding);

        var problem = Assert.Throws<CatalogException>(() => bindings.Add(typeof(SafeResource), Binding));

        Assert.Equal("resource_id_taken", problem.Code);
        Assert.Contains(typeof(RackResource).FullName!, problem.Message, StringComparison.Ordinal);
        Assert.Contains(typeof(SafeResource).FullName!, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_class_that_is_added_again_is_found()
    {
        var bindings = new ResourceBindings();
        bindings.Add(typeof(RackResource), Binding);
        bindings.Add(typeof(RackResource), Binding);

        Assert.Same(Binding, bindings.Find(typeof(RackResource)));
    }
}
