using System.Net.Http.Json;
using static Orchestrator.Workflow;

namespace Orchestrator.Benchmarks;

[Product("box")]
public sealed partial class Box : SubscriptionModel
{
    public BoxBlock Block { get; set; } = new();
}

[ProductBlock("Box")]
public sealed partial class BoxBlock : ProductBlock
{
    public int Size { get; set; } = 3;
}

/// <summary>What the external system holds of a box.</summary>
public sealed record BoxState(string Id, int Size, string Owner);

/// <summary>An object of an external system that takes a while for each answer.</summary>
[ExternalResource("box in the store")]
public sealed partial class BoxResource(HttpClient store) : ExternalResource<Box, BoxState>
{
    public override string Identify(Box subscription) => subscription.SubscriptionId.ToString();

    public override BoxState Describe(Box subscription) => new(Identify(subscription), subscription.Block.Size, "benchmark");

    public override Task<BoxState?> ReadAsync(string key, CancellationToken cancellationToken) =>
        store.GetFromJsonAsync<BoxState>($"boxes/{key}", cancellationToken);

    public override Task<string> ApplyAsync(string? key, BoxState desired, BoxState? actual, CancellationToken cancellationToken) =>
        throw new NotSupportedException("The store of the benchmark only answers.");

    public override Task RemoveAsync(string key, CancellationToken cancellationToken) =>
        throw new NotSupportedException("The store of the benchmark only answers.");
}

/// <summary>What makes boxes, and the chain that their checks read.</summary>
public static partial class BoxWorkflows
{
    [CreateWorkflow(typeof(Box), "Create box")]
    public static StepList CreateBox() => Begin >> ConstructBox >> StoreProcessSubscription;

    [ModifyWorkflow(typeof(Box), "Modify box")]
    public static StepList ModifyBox() => Begin >> BoxSteps;

    [TerminateWorkflow(typeof(Box), "Terminate box")]
    public static StepList TerminateBox() => Begin >> Remove<BoxResource>();

    [ExternalSystemSteps]
    private static StepList BoxSteps => Begin >> Apply<BoxResource>();

    [Step("Construct box")]
    private static Box ConstructBox(Guid product) => Box.Create(product, "benchmark");
}
