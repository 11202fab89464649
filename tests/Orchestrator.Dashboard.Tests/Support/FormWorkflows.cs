using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using static Orchestrator.Workflow;

namespace Orchestrator.Dashboard.Tests.Support;

/// <summary>Tasks whose forms have every kind of field.</summary>
public static partial class FormWorkflows
{
    public enum Colour
    {
        [Display(Name = "Signal red")]
        Red,
        Blue,
    }

    [DisplayName("Every field")]
    public sealed record FieldsPage : FormPage
    {
        public FormLabel Heading { get; init; } = new("Answers");

        [Length(1, 10)]
        [Display(Description = "As on the sign")]
        public required string Name { get; init; }

        [DataType(DataType.MultilineText)]
        public string? Remarks { get; init; }

        [DataType(DataType.Password)]
        public string? Secret { get; init; }

        [Range(1, 9)]
        public int Size { get; init; } = 3;

        public decimal? Price { get; init; }

        public bool Urgent { get; init; }

        public bool? Approved { get; init; }

        public DateOnly? Day { get; init; }

        public DateTimeOffset? Moment { get; init; }

        public required Colour Colour { get; init; }

        [Radio]
        public required Colour Lamp { get; init; }

        public List<Colour> Colours { get; init; } = [];

        [Length(1, 3)]
        public required List<Part> Parts { get; init; }

        public Part? Spare { get; init; }

        [FieldFormat(FieldFormats.SubscriptionId)]
        public string? Related { get; init; }

        [FieldFormat(FieldFormats.CustomerId)]
        public string? Customer { get; init; }

        [ReadOnly(true)]
        public string Fixed { get; init; } = "as it is";

        [Hidden]
        public string Origin { get; init; } = "form";

        public FormDivider Line { get; init; } = new();

        public FormCallout Notice { get; init; } = new("Mind the step") { Message = "It is high.", Kind = FormCalloutKind.Warning };

        public FormMarkdown Guide { get; init; } =
            new("Read **this** and [that](https://example.org/), not [the other](javascript:alert(1)).\n\n<b>raw</b>\n\n- one\n- two");

        public FormChecklist Ready { get; init; } =
            new(
                new("Door closed"),
                new("Lights off", FormChecklistKind.OptionalTask),
                new("https://example.org/manual", FormChecklistKind.Url)
            );
    }

    public sealed record Part
    {
        [Range(1, 5)]
        public required int Count { get; init; }

        public required string Kind { get; init; }
    }

    public sealed record SummaryPage : FormPage
    {
        public FormSummary Summary { get; init; } =
            new()
            {
                Labels = [],
                Columns =
                [
                    [],
                ],
            };

        [Display(Name = "Reason")]
        public string? Why { get; init; }

        public FormButtons Captions { get; init; } = new() { Previous = new("Correct it"), Next = new("Order") };
    }

    [Workflow(Target.System, "Order parts", InputForm = nameof(AskAsync))]
    public static StepList OrderParts() => Begin >> Start >> Order >> Done;

    [Workflow(Target.System, "Ask twice")]
    public static StepList AskTwice() => Begin >> Start >> Confirm >> Done;

    private static async Task<(FieldsPage, SummaryPage)> AskAsync(FormSession form)
    {
        var fields = await form.AskAsync<FieldsPage>();
        if (fields.Name == "taken")
        {
            throw form.Invalid(null, "The name is taken. Choose another one.");
        }

        var summary = new FormSummary
        {
            Headers = ["ordered"],
            Labels = ["name", "size"],
            Columns =
            [
                [fields.Name, fields.Size.ToString(CultureInfo.InvariantCulture)],
            ],
        };
        return (fields, await form.AskLastAsync<SummaryPage>(page => page with { Summary = summary }));
    }

    public sealed record PlanPage : FormPage
    {
        public required string Cron { get; init; }
    }

    [Workflow(Target.System, "Plan parts", InputForm = nameof(PlanAsync))]
    public static StepList PlanParts() => Begin >> Start >> Keep >> Done;

    private static async Task<PlanPage> PlanAsync(FormSession form) => await form.AskLastAsync<PlanPage>();

    [Step("Keep")]
    private static void Keep(string cron) => _ = cron;

    [Step("Order")]
    private static void Order(string name, int size) => _ = (name, size);

    [InputStep("Confirm", Assignee.Noc)]
    private static async Task<SizePage> Confirm(FormSession form) => await form.AskLastAsync<SizePage>();

    public sealed record SizePage : FormPage
    {
        [Range(1, 9)]
        public required int Size { get; init; }
    }
}
