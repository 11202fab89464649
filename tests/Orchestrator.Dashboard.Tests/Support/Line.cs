using System.Collections.Concurrent;
using static Orchestrator.Workflow;

namespace Orchestrator.Dashboard.Tests.Support;

/// <summary>A product that uses a block of another one.</summary>
[Product("line", Tag = "LINE", Description = "A line through a valve")]
public sealed partial class Line : SubscriptionModel
{
    public LineBlock Block { get; set; } = new();
}

[ProductBlock("Line")]
public sealed partial class LineBlock : ProductBlock
{
    public string Colour { get; set; } = "";

    public ValveBlock Valve { get; set; } = null!;
}

/// <summary>What the plant holds of a line.</summary>
public sealed record LineState(string Label);

/// <summary>The lines of the plant.</summary>
public sealed class LinePlan
{
    public ConcurrentDictionary<string, LineState> Lines { get; } = new(StringComparer.Ordinal);
}

[ExternalResource("line in the plant", System = "plant")]
public sealed partial class LineResource(LinePlan plan) : ExternalResource<Line, LineState>
{
    public override string Identify(Line subscription) => subscription.SubscriptionId.ToString();

    public override LineState Describe(Line subscription) => new(subscription.Block.Colour);

    public override Task<LineState?> ReadAsync(string key, CancellationToken cancellationToken) =>
        Task.FromResult(plan.Lines.GetValueOrDefault(key));

    public override Task<string> ApplyAsync(string? key, LineState desired, LineState? actual, CancellationToken cancellationToken)
    {
        plan.Lines[key!] = desired;
        return Task.FromResult(key!);
    }

    public override Task RemoveAsync(string key, CancellationToken cancellationToken)
    {
        plan.Lines.TryRemove(key, out _);
        return Task.CompletedTask;
    }
}

public static partial class LineWorkflows
{
    public sealed record LinePage : FormPage
    {
        [SubscriptionOf(typeof(Valve))]
        public required Guid Valve { get; init; }

        public required string Label { get; init; }
    }

    public sealed record LabelPage : FormPage
    {
        public required string Label { get; init; }
    }

    [CreateWorkflow(typeof(Line), "Create line", InputForm = nameof(LineForm))]
    public static StepList CreateLine() => Begin >> ConstructLine >> StoreProcessSubscription >> DrawLine;

    [ModifyWorkflow(typeof(Line), "Modify line", InputForm = nameof(LabelForm))]
    public static StepList ModifyLine() => Begin >> RenameLine >> DrawLine;

    [TerminateWorkflow(typeof(Line), "Terminate line")]
    public static StepList TerminateLine() => Begin >> Remove<LineResource>();

    [ExternalSystemSteps]
    private static StepList DrawLine => Begin >> Apply<LineResource>();

    private static async Task<LinePage> LineForm(FormSession form) => await form.AskAsync<LinePage>();

    private static async Task<LabelPage> LabelForm(FormSession form) => await form.AskAsync<LabelPage>();

    [Step("Construct line")]
    private static Line ConstructLine(Guid product, Valve valve, string label)
    {
        var line = Line.Create(product, "customer");
        (line.Block.Valve, line.Block.Colour) = (valve.Block, label);
        line.Description = $"line {label}";
        return line;
    }

    [Step("Rename line")]
    private static Line RenameLine(Line subscription, string label)
    {
        subscription.Block.Colour = label;
        return subscription;
    }
}
