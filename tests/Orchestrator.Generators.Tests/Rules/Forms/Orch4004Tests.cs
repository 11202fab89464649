using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests;

public sealed class Orch4004Tests
{
    [Theory]
    [InlineData(
        """[ModifyWorkflow(typeof(A), "M", InputForm = nameof(Form))] public static StepList ModifyA() => Begin; public sealed record P : FormPage { public int N { get; init; } } static async Task<P> Form(FormSession form, A subscription) { {|ORCH4004:subscription.Description = "x"|}; return await form.AskAsync<P>(); }""",
        "it changes 'subscription'"
    )]
    [InlineData(
        """[ModifyWorkflow(typeof(A), "M", InputForm = nameof(Form))] public static StepList ModifyA() => Begin; public sealed record P : FormPage { public int N { get; init; } } static int asked; static async Task<P> Form(FormSession form) { {|ORCH4004:asked++|}; return await form.AskAsync<P>(); }""",
        "it sets 'Workflows.asked'"
    )]
    [InlineData(
        """[ModifyWorkflow(typeof(A), "M", InputForm = nameof(Form))] public static StepList ModifyA() => Begin; public sealed record P : FormPage { public int N { get; init; } } static string? Last { get; set; } static async Task<P> Form(FormSession form) { {|ORCH4004:Last = "x"|}; return await form.AskAsync<P>(); }""",
        "it sets 'Workflows.Last'"
    )]
    [InlineData(
        """[ModifyWorkflow(typeof(A), "M", InputForm = nameof(Form))] public static StepList ModifyA() => Begin; public sealed record P : FormPage { public int N { get; init; } } static async Task<P> Form(FormSession form) { {|ORCH4004:System.IO.File.WriteAllText("x", "y")|}; return await form.AskAsync<P>(); }""",
        "it calls 'File.WriteAllText'"
    )]
    [InlineData(
        """[ModifyWorkflow(typeof(A), "M", InputForm = nameof(Form))] public static StepList ModifyA() => Begin; public sealed record P : FormPage { public int N { get; init; } } static async Task<P> Form(FormSession form, [FromServices] System.Net.Http.HttpClient http) { await {|ORCH4004:http.PostAsync("http://x", null)|}; return await form.AskAsync<P>(); }""",
        "it calls 'HttpClient.PostAsync'"
    )]
    [InlineData(
        """public sealed record P : FormPage { public int N { get; init; } } static int asked; [InputStep("I", "NOC")] static async Task<P> I(FormSession form) { {|ORCH4004:asked = 1|}; return await form.AskAsync<P>(); }""",
        "Form 'I' has a side effect"
    )]
    [InlineData(
        """[ModifyWorkflow(typeof(A), "M", InputForm = nameof(Form))] public static StepList ModifyA() => Begin; public sealed record P : FormPage { public int N { get; init; } } static int asked, last; static async Task<P> Form(FormSession form) { {|ORCH4004:(asked, last) = (1, 2)|}; return await form.AskAsync<P>(); }""",
        "it sets 'Workflows.asked'"
    )]
    [InlineData(
        """[ModifyWorkflow(typeof(A), "M", InputForm = nameof(Form))] public static StepList ModifyA() => Begin; public sealed record P : FormPage { public int N { get; init; } } static int asked; static async Task<P> Form(FormSession form) { if (asked < 5) { {|ORCH4004:asked++|}; } return await form.AskAsync<P>(); }""",
        "it sets 'Workflows.asked'"
    )]
    [InlineData(
        """[ProductBlock("Site")] public sealed partial class Site : ProductBlock { public List<int> Vlans { get; set; } = []; [System.ComponentModel.DataAnnotations.Schema.NotMapped] public bool Seen { get; set; } } [Product("node")] public sealed partial class Node : SubscriptionModel { public Site Site { get; set; } = new(); } [ModifyWorkflow(typeof(Node), "M", InputForm = nameof(Form))] public static StepList ModifyA() => Begin; public sealed record P : FormPage { public int N { get; init; } } static async Task<P> Form(FormSession form, Node subscription) { {|ORCH4004:subscription.Site.Vlans.Add(1)|}; return await form.AskAsync<P>(); }""",
        "it changes 'subscription'"
    )]
    public async Task What_a_form_does_besides_asking_is_reported(string members, string fix)
    {
        var found = await AnalyzerTest.VerifyAsync(Sources.Products, Sources.Workflows(members));

        Assert.Contains(fix, found[0].GetMessage(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        """[ModifyWorkflow(typeof(A), "M", InputForm = nameof(Form))] public static StepList ModifyA() => Begin; public sealed record P : FormPage { public int N { get; init; } } static async Task<P> Form(FormSession form, A subscription, [FromServices] System.Net.Http.HttpClient http) { var text = await http.GetStringAsync("http://x"); var n = text.Length; n++; return await form.AskAsync(new P { N = n }); }"""
    )]
    [InlineData("""static int counted; static void NoForm() { counted++; }""")]
    [InlineData(
        """[ProductBlock("Site")] public sealed partial class Site : ProductBlock { public List<int> Vlans { get; set; } = []; [System.ComponentModel.DataAnnotations.Schema.NotMapped] public bool Seen { get; set; } } [Product("node")] public sealed partial class Node : SubscriptionModel { public Site Site { get; set; } = new(); } [ModifyWorkflow(typeof(Node), "M", InputForm = nameof(Form))] public static StepList ModifyA() => Begin; public sealed record P : FormPage { public int N { get; init; } } static async Task<P> Form(FormSession form, Node subscription) { subscription.Site.Vlans.Sort(); subscription.Site.Vlans.Reverse(); subscription.Site.Seen = true; return await form.AskAsync(new P { N = subscription.Site.Vlans[0] }); }"""
    )]
    [InlineData(
        """[ModifyWorkflow(typeof(A), "M", InputForm = nameof(Form))] public static StepList ModifyA() => Begin; public sealed record P : FormPage { public int N { get; init; } } static string? cached, other, third; static async Task<P> Form(FormSession form) { cached ??= "x"; other = other ?? "x"; if (third is null) { third = "x"; } return await form.AskAsync<P>(); }"""
    )]
    public async Task A_form_that_reads_and_asks_is_fine(string members) =>
        await AnalyzerTest.VerifyAsync(Sources.Products, Sources.Workflows(members));

    [Fact]
    public async Task A_pragma_suppresses_it() =>
        await AnalyzerTest.VerifySuppressedAsync(
            Sources.Products,
            Sources.Workflows(
                """
                [ModifyWorkflow(typeof(A), "M", InputForm = nameof(Form))] public static StepList ModifyA() => Begin;
                public sealed record P : FormPage { public int N { get; init; } }
                static int asked;
                #pragma warning disable ORCH4004
                static async Task<P> Form(FormSession form) { asked++; return await form.AskAsync<P>(); }
                """
            )
        );
}
