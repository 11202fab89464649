using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests;

public sealed class Orch4012Tests
{
    private const string Filled = "form.AskAsync<Picked>(static page => page with { Ports = [new(1, \"one\")], Most = new() })";

    [Theory]
    [InlineData(
        "{ var page = await form.AskLastAsync<P>(); await {|ORCH4012:form.AskAsync<Shown>()|}; return page; }",
        "Page 'Shown' is asked in a way that cannot work: the form asks it after its last page; ask that one with 'AskAsync' instead of"
    )]
    [InlineData("=> (await form.AskLastAsync<P>(), await {|ORCH4012:form.AskLastAsync<Q>()|});", "after its last page")]
    [InlineData(
        "{ var page = await form.AskAsync<P>(); if (page.Size > 1) { await form.AskLastAsync<Shown>(); } await "
            + "{|ORCH4012:form.AskAsync<Shown>()|}; return page; }",
        "after its last page"
    )]
    [InlineData(
        "=> await {|ORCH4012:form.AskAsync<Picked>(static page => page with { Most = new() })|};",
        "the choices 'Ports' of its field 'Port' have no value; give them one where it is asked: AskAsync<Picked>(page => page with { Ports"
    )]
    [InlineData("=> await {|ORCH4012:form.AskLastAsync(new Picked { Ports = [new(1, \"one\")] })|};", "the limits 'Most' of its field")]
    [InlineData(
        "=> await {|ORCH4012:form.AskAsync<Narrow>(static page => page with { Name = \"abc\" })|};",
        "its field 'Size' begins with 5, which its [Range(10, 20)] refuses"
    )]
    [InlineData("=> await {|ORCH4012:form.AskAsync(new Narrow { Name = \"abc\" })|};", "its field 'Size' begins with 5")]
    [InlineData("=> await {|ORCH4012:form.AskAsync(new Narrow { Size = 12 })|};", "begins with \"ab\", which its [Length(3, 9)] refuses")]
    [InlineData("{ await {|ORCH4012:form.AskAsync<P>()|}; return new P(); }", "its answer 'Size' is dropped; return it from the form")]
    [InlineData("{ _ = await {|ORCH4012:form.AskAsync<P>()|}; return new P(); }", "its answer 'Size' is dropped")]
    [InlineData("{ await {|ORCH4012:form.AskAsync<P>()|}.ConfigureAwait(false); return new P(); }", "is dropped")]
    [InlineData("{ var page = await {|ORCH4012:form.AskAsync<P>()|}; return new P(); }", "is dropped")]
    public async Task A_page_that_is_asked_in_vain_is_reported_where_it_is_asked(string form, string problem)
    {
        var found = await AnalyzerTest.VerifyAsync(Sources.Products, Form(form));

        Assert.Contains(problem, Assert.Single(found).GetMessage(), StringComparison.Ordinal);
    }

    [Fact]
    public Task Each_default_that_is_refused_is_reported() =>
        AnalyzerTest.VerifyAsync(Sources.Products, Form("=> await {|ORCH4012:{|ORCH4012:form.AskAsync<Narrow>()|}|};"));

    [Theory]
    [InlineData("{ var page = await form.AskAsync<P>(); await form.AskLastAsync<Shown>(); return page; }")]
    [InlineData(
        "{ var page = await form.AskAsync<P>(); if (page.Size > 1) { return await form.AskLastAsync<P>(); } return "
            + "await form.AskAsync<P>(); }"
    )]
    [InlineData("{ var page = await form.AskAsync<P>(); return page.Size > 1 ? await form.AskLastAsync<P>() : await form.AskAsync<P>(); }")]
    [InlineData(
        "{ var page = await form.AskAsync<P>(); if (page.Size > 1) { await form.AskLastAsync<Shown>(); } else { await "
            + "form.AskAsync<Shown>(); } return page; }"
    )]
    [InlineData("{ Func<Task<P>> more = async () => await form.AskAsync<P>(); return await form.AskLastAsync<P>(); }")]
    [InlineData($"=> await {Filled};")]
    [InlineData("=> await form.AskAsync(new Picked { Ports = [new(1, \"one\")], Most = new() });")]
    [InlineData("=> await form.AskAsync<Picked>(Fill);")]
    [InlineData("=> await form.AskAsync<Picked>(static page => { return Fill(page); });")]
    [InlineData("=> await form.AskAsync<Picked>(static page => Fill(page) with { Most = new() });")]
    [InlineData("=> await form.AskAsync(Fill(new Picked()));")]
    [InlineData("=> await form.AskAsync<Made>();")]
    [InlineData("=> await form.AskAsync(new Narrow { Size = 12, Name = \"abc\" });")]
    [InlineData("=> await form.AskAsync<Blank>();")]
    [InlineData("{ await form.AskAsync<Shown>(); return new P(); }")]
    [InlineData("{ await form.AskAsync<Agreed>(); return new P(); }")]
    [InlineData("{ await form.AskAsync<Checked>(); return new P(); }")]
    [InlineData("{ await form.AskAsync<Known>(static page => page with { Id = 1 }); return new P(); }")]
    [InlineData("{ var page = await form.AskAsync<P>(); Console.WriteLine(page.Size); return new P(); }")]
    [InlineData("{ var other = new Other(); await other.AskAsync<P>(); Console.WriteLine(form); return new P(); }")]
    public Task A_page_that_is_asked_as_it_should_be_is_fine(string form) => AnalyzerTest.VerifyAsync(Sources.Products, Form(form));

    [Fact]
    public Task A_pragma_suppresses_it() =>
        AnalyzerTest.VerifySuppressedAsync(
            Sources.Products,
            "#pragma warning disable ORCH4012\n" + Form("{ await form.AskAsync<P>(); return new P(); }")
        );

    private static string Form(string form)
    {
        var result =
            form.Contains("AskLastAsync<P>(), ", StringComparison.Ordinal) ? "(P, Q)"
            : form.Contains("Picked", StringComparison.Ordinal) ? "Picked"
            : form.Contains("Narrow", StringComparison.Ordinal) ? "Narrow"
            : form.Contains("<Made>", StringComparison.Ordinal) ? "Made"
            : form.Contains("<Blank>", StringComparison.Ordinal) ? "Blank"
            : "P";
        return Sources.Workflows(
            $$"""
                public sealed record P : FormPage { public int Size { get; init; } }
                public sealed record Q : FormPage { public int Depth { get; init; } }
                public sealed record Shown : FormPage { public FormLabel Label { get; } = new("x"); }
                public sealed record Agreed : FormPage { [AllowedValues(true)] public required bool Yes { get; init; } }
                public sealed record Known : FormPage { [Hidden] public int Id { get; init; } }
                public sealed record Checked : FormPage, IValidatableObject
                {
                    public required string Name { get; init; }
                    public IEnumerable<ValidationResult> Validate(ValidationContext context) => [];
                }
                public sealed record Picked : FormPage
                {
                    [ChooseFrom(nameof(Ports))] public required int Port { get; init; }
                    public FormChoices<int>? Ports { get; init; }
                    [LimitedBy(nameof(Most))] public required int Count { get; init; }
                    public FormLimits<int>? Most { get; init; }
                }
                public sealed record Made : FormPage
                {
                    public Made() => Ports = [new(1, "one")];
                    [ChooseFrom(nameof(Ports))] public required int Port { get; init; }
                    [ChooseFrom(nameof(Others))] public required int Other { get; init; }
                    public FormChoices<int> Ports { get; init; }
                    public FormChoices<int> Others => [new(2, "two")];
                    [Range(10, 20)] public int Size { get; init; } = 5;
                }
                public sealed record Narrow : FormPage
                {
                    [Range(10, 20)] public int Size { get; init; } = 5;
                    [Length(3, 9)] public string Name { get; init; } = "ab";
                }
                public sealed record Blank : FormPage
                {
                    [Length(3, 9)] public string Name { get; init; } = "";
                    [Range(10, 20)] public int Size { get; init; } = 15;
                    [Range(10, 20)] public int? Depth { get; init; } = null;
                    [Range(10, 20)] public required int Width { get; init; }
                }
                public sealed class Other { public Task<T> AskAsync<T>() => Task.FromResult(default(T)!); }
                static Picked Fill(Picked page) => page with { Ports = [new(1, "one")] };
                static async Task<{{result}}> Form(FormSession form) {{form}}
                [Step("Take")] static void Take(State state) => Console.WriteLine(state.Count);
                [ModifyWorkflow(typeof(A), "M", InputForm = nameof(Form), Reconcile = false)] public static StepList ModifyA() => Begin >> Take;
            """
        );
    }
}
