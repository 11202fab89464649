using System.ComponentModel.DataAnnotations;
using static Orchestrator.Workflow;

namespace Orchestrator.Api.Tests.Fuzz;

/// <summary>Workflows that ask for a value of every kind, at the start and in a step.</summary>
public static partial class WideWorkflows
{
    public enum Shade
    {
        Warm,
        Cold,
    }

    public sealed record Corner
    {
        public required int X { get; init; }

        [StringLength(20)]
        public string? Name { get; init; }
    }

    public sealed record WidePage : FormPage
    {
        [StringLength(50, MinimumLength = 1)]
        public required string Text { get; init; }

        [Range(-5, 5)]
        public int Small { get; init; }

        public long? Large { get; init; }

        public double Ratio { get; init; }

        public decimal? Price { get; init; }

        public bool Flag { get; init; }

        public Guid? Id { get; init; }

        public DateOnly? Day { get; init; }

        public DateTimeOffset? Moment { get; init; }

        public Shade Shade { get; init; }

        [Length(0, 4)]
        public IReadOnlyList<int> Numbers { get; init; } = [];

        public IReadOnlyList<string> Tags { get; init; } = [];

        public Corner? Corner { get; init; }
    }

    [Workflow(Target.System, "Ask much", InputForm = nameof(WideForm))]
    public static StepList AskMuch() => Begin >> Start >> AskAgain >> Done;

    private static async Task<WidePage> WideForm(FormSession form) => await form.AskAsync<WidePage>();

    [InputStep("Ask again", Assignee.Noc)]
    private static async Task<WidePage> AskAgain(FormSession form) => await form.AskAsync<WidePage>();
}
