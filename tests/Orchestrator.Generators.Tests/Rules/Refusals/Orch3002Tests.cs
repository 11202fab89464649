using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests;

public sealed class Orch3002Tests
{
    [Theory]
    [InlineData("""[Step("S")] static void S(FormSession {|ORCH3002:form|}) { }""", "a step cannot show a form")]
    [InlineData("""[Step("S")] static void S(Func<int> {|ORCH3002:compute|}) { }""", "'Func<int>' cannot be stored in the state")]
    [InlineData("""[Step("S")] static void S(ReadOnlySpan<int> {|ORCH3002:sizes|}) { }""", "use a type that JSON can represent")]
    [InlineData("""[Step("S")] static void S(Task<int>? {|ORCH3002:later|} = null) { }""", "'Task<int>?' lives in one process only")]
    [InlineData("""[Step("S")] static void S(List<Lazy<int>> {|ORCH3002:later|}) { }""", "'Lazy<int>' lives in one process only")]
    [InlineData("""[Step("S")] static unsafe void S(int* {|ORCH3002:pointer|}) { }""", "use a type that JSON can represent")]
    [InlineData(
        """public sealed record P : FormPage { public int N { get; init; } } [InputStep("I", "NOC")] static async Task<P> I(FormSession form, Action {|ORCH3002:act|}) => await form.AskAsync<P>();""",
        "Input step 'I'"
    )]
    [InlineData(
        """public sealed record P : FormPage { public int N { get; init; } } static async Task<P> Form(FormSession form, Action {|ORCH3002:act|}) => await form.AskAsync<P>(); [ModifyWorkflow(typeof(A), "M", InputForm = nameof(Form))] public static StepList ModifyA() => Begin;""",
        "Form 'Form'"
    )]
    [InlineData(
        """[Step("S")] static void S([Microsoft.Extensions.DependencyInjection.FromKeyedServices(new[] { "a" })] IDisposable {|ORCH3002:client|}) { }""",
        "the key of its service is an array"
    )]
    [InlineData(
        """public sealed class FastAttribute() : Microsoft.Extensions.DependencyInjection.FromKeyedServicesAttribute("fast"); [Step("S")] static void S([Fast] IDisposable {|ORCH3002:client|}) { }""",
        "its attribute derives from [FromKeyedServices]"
    )]
    [InlineData(
        """public sealed record P : FormPage { public int N { get; init; } } static Task<P> Form(FormSession form, params int[] {|ORCH3002:sizes|}) => form.AskAsync<P>(); [ModifyWorkflow(typeof(A), "M", InputForm = nameof(Form))] public static StepList ModifyA() => Begin;""",
        "pass it by value"
    )]
    public async Task A_parameter_that_nothing_can_be_bound_to_is_reported(string members, string fix)
    {
        var found = await AnalyzerTest.VerifyAsync(Sources.Products, Sources.Workflows(members));

        Assert.Contains(fix, found[0].GetMessage(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        """[Step("S")] static void S(A subscription, int size, string? name, List<int> sizes, IServiceProvider services, ILogger logger, State state, ProcessContext process) { }"""
    )]
    [InlineData("""[Step("S")] static void S([FromServices] Func<int> compute) { }""")]
    [InlineData("""[Step("S")] static void S(Missing missing) { }""")]
    [InlineData("""static void NoStep(Func<int> compute) { }""")]
    public async Task What_can_be_bound_is_fine(string members) =>
        await AnalyzerTest.VerifyAsync(Sources.Products, Sources.Workflows(members));

    [Fact]
    public async Task A_pragma_suppresses_it() =>
        await AnalyzerTest.VerifySuppressedAsync(
            Sources.Products,
            Sources.Workflows(
                """
                #pragma warning disable ORCH3002
                [Step("S")] static void S(Func<int> compute) { }
                """
            )
        );
}
