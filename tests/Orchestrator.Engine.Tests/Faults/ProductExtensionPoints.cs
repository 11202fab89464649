using Orchestrator.Processes;

namespace Orchestrator.Tests.Faults;

/// <summary>What an author gives a product: its mapping, its blocks and its external resources.</summary>
internal static class ProductExtensionPoints
{
    internal static IReadOnlyDictionary<string, ExtensionPointRow> Rows { get; } =
        new Dictionary<string, ExtensionPointRow>
        {
            ["a mapping in the nightly validation of products"] = new([], LoadAllAsync),
            ["a mapping"] = new(["SubscriptionModel.Map"], static stage => CreateAsync(stage, "SubscriptionModel.Map")),
            ["the mapping of a block"] = new(["ProductBlock.Map"], static stage => CreateAsync(stage, "ProductBlock.Map")),
            ["the name of a block"] = new(["ProductBlock.BlockName"], static stage => CreateAsync(stage, "ProductBlock.BlockName")),
            ["the lifecycles of a block"] = new(["ProductBlock.ValidIn"], static stage => CreateAsync(stage, "ProductBlock.ValidIn")),
            ["what makes a product"] = new(["ProductDescriptor(Create)"], static stage => CreateAsync(stage, "ProductDescriptor(Create)")),
            ["what makes a block"] = new(
                ["ModelMapper.Block(create)", "ModelMapper.OptionalBlock(create)"],
                static stage => CreateAsync(stage, "ModelMapper.Block(create)")
            ),
            ["what makes a block of a list"] = new(
                ["ModelMapper.Blocks(create)"],
                static stage => CreateAsync(stage, "ModelMapper.Blocks(create)")
            ),
            ["what makes a block of one of several classes"] = new(
                ["BlockVariant<>(create)"],
                static stage => CreateAsync(stage, "BlockVariant<>(create)")
            ),
            ["what makes an external resource"] = new(
                ["ResourceBinding(Create)"],
                static stage => CreateAsync(stage, "ResourceBinding(Create)")
            ),
            ["the key of an object"] = new(
                ["ExternalResource<>.Identify"],
                static stage => CreateAsync(stage, "ExternalResource<>.Identify")
            ),
            ["the view of a subscription"] = new(
                ["ExternalResourceOf<>.View"],
                static stage => CreateAsync(stage, "ExternalResourceOf<>.View")
            ),
            ["the desired state of an object"] = new(
                ["ExternalResource<>.Describe"],
                static stage => CreateAsync(stage, "ExternalResource<>.Describe")
            ),
            ["the actual state of an object"] = new(
                ["ExternalResource<>.ReadAsync"],
                static stage => CreateAsync(stage, "ExternalResource<>.ReadAsync")
            ),
            ["the comparison of states"] = new(
                ["ExternalResourceOf<>.Shape", "StateShapes.Object(members)"],
                static stage => CreateAsync(stage, "ExternalResourceOf<>.Shape")
            ),
            ["a member of a state"] = new(
                ["StateMembers<>.Add(read)", "StateMembers<>.AddSensitive(read)"],
                static stage => CreateAsync(stage, "StateMembers<>.Add(read)")
            ),
            ["the key of an element of a state"] = new(
                ["StateShapes.Keyed(key)", "StateShapes.TakeKeyed(key)"],
                static stage => CreateAsync(stage, "StateShapes.Keyed(key)")
            ),
            ["what an external system decides"] = new(
                ["StateShapes.Object(take)"],
                static stage => CreateAsync(stage, "StateShapes.Object(take)")
            ),
            ["what writes an object"] = new(
                ["ExternalResource<>.ApplyAsync"],
                static stage => CreateAsync(stage, "ExternalResource<>.ApplyAsync")
            ),
            ["what removes an object"] = new(
                ["ExternalResource<>.RemoveAsync"],
                static stage => CreateAsync(stage, "ExternalResource<>.RemoveAsync")
            ),
            ["the desired states of a set"] = new(
                ["ExternalResourceSet<>.Describe"],
                static stage => CreateAsync(stage, "ExternalResourceSet<>.Describe")
            ),
            ["the key of an object of a set"] = new(
                ["ExternalResourceSet<>.ByKey(key)"],
                static stage => CreateAsync(stage, "ExternalResourceSet<>.ByKey(key)")
            ),
            ["the state of an object of a set"] = new(
                ["ExternalResourceSet<>.ByKey(state)"],
                static stage => CreateAsync(stage, "ExternalResourceSet<>.ByKey(state)")
            ),
            ["the actual states of a set"] = new(
                ["ExternalResourceSet<>.ListAsync"],
                static stage => CreateAsync(stage, "ExternalResourceSet<>.ListAsync")
            ),
            ["what writes an object of a set"] = new(
                ["ExternalResourceSet<>.ApplyAsync"],
                static stage => CreateAsync(stage, "ExternalResourceSet<>.ApplyAsync")
            ),
            ["what removes an object of a set"] = new(
                ["ExternalResourceSet<>.RemoveAsync"],
                static stage => CreateAsync(stage, "ExternalResourceSet<>.RemoveAsync")
            ),
            ["a computed text"] = new(
                ["ModelMapper.Computed(compute)"],
                static stage => CreateAsync(stage, "ModelMapper.Computed(compute)")
            ),
        };

    private static async Task<Aftermath> CreateAsync(ExtensionPointStage stage, string place) =>
        await stage.FailAsync("create_faulty", place, new { product = stage.Engine.ProductId("faulty") });

    private static async Task<Aftermath> LoadAllAsync(ExtensionPointStage stage)
    {
        await stage.Completes("create_faulty", new { product = stage.Engine.ProductId("faulty") })();
        stage.Arm("SubscriptionModel.Map", times: 1);
        return await stage.FailedAsync(
            await stage.StartAsync("task_validate_products"),
            ProcessStatus.Completed,
            ProcessStatus.InconsistentData
        );
    }
}
