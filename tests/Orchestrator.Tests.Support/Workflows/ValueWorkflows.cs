using static Orchestrator.Workflow;

namespace Orchestrator.Tests.Support;

/// <summary>Workflows whose values are not what their steps and forms need, as after a deploy that added a member.</summary>
public static partial class ValueWorkflows
{
    public sealed record Signature(string Algorithm, int KeyTag, string? Note, int Length = 256);

    public sealed record ChoicePage(int Choice) : FormPage;

    [Workflow(Target.System, "Sign")]
    public static StepList Sign() => Begin >> Start >> CallbackStep("Sign", AskSignature, TakeSignature) >> Done;

    [Workflow(Target.System, "Use what an earlier release gave")]
    public static StepList UseEarlierRelease() => Begin >> Start >> GiveAsBefore >> ReadSignature >> Done;

    [Workflow(Target.System, "Carry values")]
    public static StepList CarryValues() => Begin >> Start >> GiveValues >> TakeValues >> Done;

    [Workflow(Target.System, "Take a null")]
    public static StepList TakeNull() => Begin >> Start >> GiveNull >> TakeName >> Done;

    [Workflow(Target.System, "Ask with a form that refuses")]
    public static StepList AskRefusing() => Begin >> Start >> AskAndRefuse >> Done;

    [Workflow(Target.System, "Ask with a form that throws")]
    public static StepList AskThrowing() => Begin >> Start >> AskAndThrow >> Done;

    [Workflow(Target.System, "Start with a form that throws", InputForm = nameof(ThrowingForm))]
    public static StepList StartThrowing() => Begin >> Start >> Done;

    [Step("Ask signature")]
    private static (string Asked, int Times) AskSignature(string callbackRoute) => (callbackRoute, 1);

    [Step("Take signature")]
    private static (int SignedWith, int Length) TakeSignature(Signature callbackResult) => (callbackResult.KeyTag, callbackResult.Length);

    [Step("Give as before")]
    private static State GiveAsBefore() => State.Parse("""{"signature": {"algorithm": "ed25519"}}""");

    [Step("Read signature")]
    private static void ReadSignature(Signature signature, IExternalSystem system) => _ = (signature, system);

    [Step("Give values")]
    private static ((int Low, int High) Vlans, List<(string Key, string Value)> Tags) GiveValues() => ((1, 2), [("a", "b")]);

    [Step("Take values")]
    private static (int Span, string Tag) TakeValues((int Low, int High) vlans, List<(string Key, string Value)> tags) =>
        (vlans.Low * 10 + vlans.High, tags[0].Key + tags[0].Value);

    [Step("Give null")]
    private static State GiveNull() => State.Parse("""{"name": null}""");

    [Step("Take name")]
    private static (int Letters, bool IsLong) TakeName(string name) => (name.Length, name.Length > 10);

    [InputStep("Ask and refuse", Assignee.Noc)]
    private static Task<ChoicePage> AskAndRefuse(FormSession form) => throw form.Invalid(null, "There is nothing to choose from.");

    [InputStep("Ask and throw", Assignee.Noc)]
    private static Task<ChoicePage> AskAndThrow(FormSession form) =>
        throw new HttpRequestException("secret.example refused the connection");

    private static Task<ChoicePage> ThrowingForm(FormSession form) =>
        throw new HttpRequestException("secret.example refused the connection");
}
