using System.Text.Json;
using static Orchestrator.Workflow;

namespace Orchestrator.Api.Tests.Support;

/// <summary>Workflows whose state is as large and as deep as a test wants.</summary>
public static partial class SampleWorkflows
{
    public sealed record SamplePage : FormPage
    {
        public int Size { get; init; }

        public int Depth { get; init; }

        public string Remark { get; init; } = "";
    }

    public sealed record RemarkPage : FormPage
    {
        public string Remark { get; init; } = "";
    }

    public sealed record LabelPage : FormPage
    {
        [Hidden]
        public required string Printer { get; init; }

        public string Text { get; init; } = "";
    }

    [Workflow(Target.System, "Take sample", InputForm = nameof(SampleForm))]
    public static StepList TakeSample() => Begin >> Start >> Measure >> AddRemark >> Done;

    /// <summary>Its page lacks a value that only its form can give.</summary>
    [Workflow(Target.System, "Label sample", InputForm = nameof(AskLabel))]
    public static StepList LabelSample() => Begin >> Start >> Done;

    [Workflow(Target.System, "Ship sample")]
    public static StepList ShipSample() => Begin >> Start >> CallbackStep("Ship", Send, Arrive) >> Done;

    [Workflow(Target.System, "Lose sample")]
    public static StepList LoseSample() => Begin >> Start >> CallbackStep("Lose", SendInVain, Arrive) >> Done;

    /// <summary>Some levels of objects in each other.</summary>
    internal static string Nested(int depth) => string.Concat(Enumerable.Repeat("{\"a\":", depth)) + "1" + new string('}', depth);

    private static async Task<SamplePage> SampleForm(FormSession form) => await form.AskAsync<SamplePage>();

    private static async Task<LabelPage> AskLabel(FormSession form) => await form.AskAsync<LabelPage>(Unfilled);

    private static LabelPage Unfilled(LabelPage page) => page;

    [Step("Measure")]
    private static (string Dump, JsonElement Tree) Measure(int size, int depth) => (new('x', size), JsonElement.Parse(Nested(depth)));

    [InputStep("Add remark", Assignee.Noc)]
    private static async Task<RemarkPage> AddRemark(FormSession form) => await form.AskAsync<RemarkPage>();

    [Step("Send")]
    private static (string Request, string Token) Send(string callbackRoute) =>
        ($"POST /samples?then={Uri.EscapeDataString(callbackRoute)}", callbackRoute.Split('/')[^1]);

    [Step("Send in vain")]
    private static void SendInVain(string callbackRoute) =>
        throw new ProcessFailureException($"The lab does not take {callbackRoute}", new { tried = callbackRoute });

    [Step("Arrive")]
    private static void Arrive(Dictionary<string, JsonElement> callbackResult) => ArgumentNullException.ThrowIfNull(callbackResult);
}
