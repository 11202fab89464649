using Orchestrator.Generators.Json;
using Orchestrator.Generators.Symbols;
using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests;

public sealed class Orch3003Tests
{
    private const string Common = """
        public sealed record P : FormPage { public int Size { get; init; } public string? Note { get; init; } }
        static async Task<P> Form(FormSession form) => await form.AskAsync<P>();
        [Step("Give")] static (int Given, bool Done) Give() => (1, true);
        [Step("Open")] static State Open() => State.Empty;
        [Step("Make")] static A Make(Guid product) => A.Create(product, "c");

        """;

    [Theory]
    [InlineData(
        """[Step("S")] static void S(int other) { }""",
        "Begin >> Give >> {|ORCH3003:S|}",
        "the state key 'other', which nothing before it provides"
    )]
    [InlineData("""[Step("S")] static void S(int given) { }""", "Begin >> {|ORCH3003:S|} >> Give", "'given'")]
    [InlineData(
        """[Step("S")] static void S(string given) { }""",
        "Begin >> Give >> {|ORCH3003:S|}",
        "as 'string', but 'Give' provides it as 'int'"
    )]
    [InlineData("""[Step("S")] static void S(List<int> given) { }""", "Begin >> Give >> {|ORCH3003:S|}", "as 'List<int>'")]
    [InlineData("""[Step("S")] static void S(string note) { }""", "Begin >> {|ORCH3003:S|}", "'Form' may provide null")]
    [InlineData("""[Step("S")] static void S(bool size = true) { }""", "Begin >> {|ORCH3003:S|}", "'Form' provides it as 'int'")]
    [InlineData("""[Step("S")] static void S(B subscription) { }""", "Begin >> {|ORCH3003:S|}", "needs a 'B', but the workflow is for 'A'")]
    [InlineData(
        """[Step("S")] static void S(int version, string missing) { } static StepList Inner => Begin >> S;""",
        "Begin >> {|ORCH3003:Inner|}",
        "'missing'"
    )]
    [InlineData(
        """[Step("S")] static void S(int missing) { }""",
        "Begin >> Conditional(static state => true, Begin >> Give >> {|ORCH3003:S|})",
        "'missing'"
    )]
    [InlineData(
        """[Step("S")] static void S(string missing) { } static StepList Inner => Begin >> S;""",
        "Begin >> Conditional(steps: {|ORCH3003:Inner|}, condition: static state => true)",
        "'missing'"
    )]
    [InlineData(
        """[InputStep("S", "NOC")] static async Task<P> S(FormSession form, int missing) => await form.AskAsync<P>();""",
        "Begin >> {|ORCH3003:S|}",
        "'missing'"
    )]
    [InlineData(
        """[Step("S")] static void S(int missing) { }""",
        "Begin >> StepGroup(\"G\", Begin >> Give >> {|ORCH3003:S|})",
        "'missing'"
    )]
    [InlineData(
        """[Step("S")] static void S(string missing) { } [Step("T")] static void T(P order) { }""",
        "Begin >> CallbackStep(\"C\", {|ORCH3003:S|}, T, resultKey: \"order\")",
        "'missing'"
    )]
    [InlineData(
        """[Step("S")] static void S(P order) { } [Step("T")] static void T(P order) { }""",
        "Begin >> CallbackStep(\"C\", {|ORCH3003:S|}, T, resultKey: \"order\")",
        "'order'"
    )]
    [InlineData(
        """[Step("S")] static void S(int callbackRoute) { } [Step("T")] static void T() { }""",
        "Begin >> CallbackStep(\"C\", {|ORCH3003:S|}, T)",
        "as 'int', but a callback step provides it as 'string'"
    )]
    [InlineData(
        """[Step("S")] static void S(int part) { }""",
        "Begin >> FocusSteps(\"part\", Begin >> Give) >> {|ORCH3003:S|}",
        "'FocusSteps' provides it as 'object'; take that type"
    )]
    [InlineData(
        """[Step("S")] static void S(P other) { }""",
        "Begin >> FocusSteps(\"part\", Begin >> FocusSteps(\"other\", Begin >> Give)) >> {|ORCH3003:S|}",
        "'other'"
    )]
    [InlineData(
        """[Step("S")] static void S(B subscription) { }""",
        "Begin >> Conditional(static state => true, Begin >> {|ORCH3003:S|})",
        "the workflow is for 'A'; take what they have in common"
    )]
    [InlineData("""[RetryStep("S")] static void S(int missing) { }""", "Begin >> {|ORCH3003:S|}", "'missing'")]
    public async Task A_key_that_is_missing_or_does_not_fit_is_reported_where_the_step_comes_in(string step, string chain, string problem)
    {
        var found = await AnalyzerTest.VerifyAsync(
            Sources.Products,
            Sources.Workflows(
                Common
                    + step
                    + $"""
                    [ModifyWorkflow(typeof(A), "M", InputForm = nameof(Form), Reconcile = false)] public static StepList ModifyA() => {chain};
                    """
            )
        );

        Assert.Contains(problem, Assert.Single(found).GetMessage(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        """[Step("S")] static void S(int given, long size, string? note, Guid subscriptionId, string customerId, int version, Guid product, string reporter) { }""",
        "Begin >> Give >> S"
    )]
    [InlineData("""[Step("S")] static void S(int other = 1, string? missing = null) { }""", "Begin >> S")]
    [InlineData("""[Step("S")] static void S(int anything) { }""", "Begin >> Open >> S")]
    [InlineData("""[Step("S")] static void S(A subscription, A? another, SubscriptionModel any) { }""", "Begin >> S")]
    [InlineData(
        """[Step("S")] static void S(B port) { } [Step("T")] static (Guid Port, int N) T() => (Guid.Empty, 1);""",
        "Begin >> T >> S"
    )]
    [InlineData(
        """[Step("S")] static void S(int missing) { } static StepList Compute(StepList list) => list;""",
        "Begin >> Compute(Begin) >> S"
    )]
    [InlineData("""[Step("S")] static void S(decimal given, object done) { }""", "Begin >> Give >> S")]
    [InlineData(
        """[Step("S")] static void S(int anything) { } static StepList Inner => Begin >> S;""",
        "Begin >> FocusSteps(\"part\", Begin >> S >> Inner)"
    )]
    [InlineData(
        """[Step("S")] static void S(int given) { }""",
        "Begin >> Conditional(static state => true, Begin >> Give) >> ObsoleteStep(\"x\") >> S"
    )]
    [InlineData("""[Step("S")] static void S(int given) { }""", "Begin >> StepGroup(\"G\", Begin >> Give) >> S")]
    [InlineData("""[Step("S")] static void S(P part) { }""", "Begin >> FocusSteps(\"part\", Begin >> Give) >> S")]
    [InlineData(
        """[Step("S")] static void S(P part) { }""",
        "Begin >> StepGroup(\"G\", Begin >> FocusSteps(\"part\", Begin >> FocusSteps(\"deeper\", Begin >> Give))) >> S"
    )]
    [InlineData(
        """[Step("S")] static void S(P part) { } static StepList Inner => Begin >> Give;""",
        "Begin >> FocusSteps(key: \"part\", steps: Inner) >> S"
    )]
    [InlineData("""[Step("S")] static void S(P part) { } static string Key => "part";""", "Begin >> FocusSteps(Key, Begin >> Give) >> S")]
    [InlineData("""[Step("S")] static void S(B subscription, B port) { }""", "Begin >> Open >> S")]
    [InlineData(
        """[Step("S")] static void S(B subscription) { } [Step("T")] static B T() => B.Create(Guid.Empty, "c");""",
        "Begin >> T >> S"
    )]
    [InlineData(
        """[Step("S")] static void S(string callbackRoute) { } [Step("T")] static void T(P callbackResult) { }""",
        "Begin >> CallbackStep(\"C\", S, T) >> T"
    )]
    [InlineData(
        """[Step("S")] static void S(string route) { } [Step("T")] static void T(P order, string callbackRoute = "") { }""",
        "Begin >> CallbackStep(\"C\", validate: T, action: S, routeKey: \"route\", resultKey: \"order\")"
    )]
    [InlineData(
        """static string Key => "k"; [Step("S")] static void S() { } [Step("T")] static void T(P anything) { }""",
        "Begin >> CallbackStep(\"C\", S, T, resultKey: Key)"
    )]
    public async Task A_key_that_is_there_or_may_be_is_fine(string step, string chain) =>
        await AnalyzerTest.VerifyAsync(
            Sources.Products,
            Sources.Workflows(
                Common
                    + step
                    + $"""
                    [ModifyWorkflow(typeof(A), "M", InputForm = nameof(Form), Reconcile = false)] public static StepList ModifyA() => {chain};
                    """
            )
        );

    // What the rule takes for impossible is: every value of the one type is refused by the serializer of the state as the other.
    [Fact]
    public void What_is_said_not_to_fit_is_refused_by_the_state()
    {
        object[] values =
        [
            Guid.NewGuid(),
            new DateOnly(2026, 2, 1),
            new DateTime(2026, 2, 1, 0, 0, 0, DateTimeKind.Utc),
            DateTimeOffset.UtcNow,
            new TimeOnly(10, 0),
            TimeSpan.FromHours(10),
            "x",
            1,
            true,
            new List<int> { 1 },
            new List<string> { "x" },
            new[] { Guid.NewGuid() },
        ];
        var compilation = GeneratorTest.Compile(RunOptions.Default);
        foreach (var given in values)
        {
            foreach (var needs in values.Where(needs => Shape(needs.GetType()).Refuses(Shape(given.GetType()))))
            {
                var state = State.Empty.With("key", given);

                Assert.ThrowsAny<OrchestratorException>(() =>
                    typeof(State)
                        .GetMethod(nameof(State.Get))!
                        .MakeGenericMethod(needs.GetType())
                        .Invoke(state, System.Reflection.BindingFlags.DoNotWrapExceptions, null, ["key"], null)
                );
            }
        }

        JsonShape Shape(Type type) => JsonShape.Of(SymbolOf(type), JsonConverters.Of(CompilationReader.Of(compilation)));

        Microsoft.CodeAnalysis.ITypeSymbol SymbolOf(Type type) =>
            type.IsArray ? compilation.CreateArrayTypeSymbol(SymbolOf(type.GetElementType()!))
            : type.IsGenericType
                ? compilation
                    .GetTypeByMetadataName(type.GetGenericTypeDefinition().FullName!)!
                    .Construct([.. type.GenericTypeArguments.Select(SymbolOf)])
            : compilation.GetTypeByMetadataName(type.FullName!)!;
    }

    [Theory]
    [InlineData("Begin >> Give >> Forget >> {|ORCH3003:Use|}")]
    [InlineData("Begin >> Open >> Give >> Forget >> {|ORCH3003:Use|}")]
    [InlineData("Begin >> Give >> StepGroup(\"G\", Begin >> Forget) >> Conditional(static state => true, Begin >> {|ORCH3003:Use|})")]
    public async Task A_key_that_a_step_before_has_removed_is_reported_with_that_step(string chain)
    {
        var found = await AnalyzerTest.VerifyAsync(
            Sources.Products,
            Sources.Workflows(
                Common
                    + $$"""
                    [RetryStep("Forget", Removes = new[] { "given", "never_there" })] static void Forget(int given) { }
                    [Step("Use")] static void Use(int given) { }
                    [ValidateWorkflow(typeof(A), "V")] public static StepList ValidateA() => {{chain}};
                    """
            )
        );

        Assert.Contains(
            "the step 'Use' needs the state key 'given', which 'Forget' has removed; put the step before it",
            Assert.Single(found).GetMessage(),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("Begin >> Give >> Use >> Forget")]
    [InlineData("Begin >> Give >> Forget >> Give >> Use")]
    [InlineData("Begin >> Give >> Forget >> Open >> Use")]
    [InlineData("Begin >> Give >> Conditional(static state => true, Begin >> Forget) >> Use")]
    [InlineData("Begin >> Give >> FocusSteps(\"part\", Begin >> Give >> Forget) >> Use")]
    [InlineData("Begin >> Give >> Replace >> Use")]
    public async Task A_key_that_is_given_again_or_may_not_have_been_removed_is_fine(string chain) =>
        await AnalyzerTest.VerifyAsync(
            Sources.Products,
            Sources.Workflows(
                Common
                    + $$"""
                    [Step("Forget", Removes = ["given"])] static void Forget(int given) { }
                    [Step("Replace", Removes = ["given"])] static (int Given, int N) Replace(int given) => (given, 1);
                    [Step("Use")] static void Use(int given) { }
                    [ValidateWorkflow(typeof(A), "V")] public static StepList ValidateA() => {{chain}};
                    """
            )
        );

    [Theory]
    [InlineData("DateOnly", "Guid")]
    [InlineData("Guid", "DateTime")]
    [InlineData("DateTimeOffset", "DateOnly")]
    [InlineData("TimeSpan", "Guid")]
    [InlineData("List<int>", "List<string>")]
    [InlineData("string[]", "HashSet<int>")]
    [InlineData("List<Guid>", "List<DateOnly>")]
    public async Task A_key_of_a_type_that_cannot_be_read_as_the_other_is_reported(string given, string needed)
    {
        var found = await AnalyzerTest.VerifyAsync(
            Sources.Products,
            Sources.Workflows(
                $$"""
                [Step("Give")] static ({{given}} Value, int N) Give() => default;
                [Step("Use")] static void Use({{needed}} value) { }
                [ValidateWorkflow(typeof(A), "V")] public static StepList ValidateA() => Begin >> Give >> {|ORCH3003:Use|};
                """
            )
        );

        Assert.Contains(
            $"as '{needed}', but 'Give' provides it as '{given}'; take that type",
            Assert.Single(found).GetMessage(),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("DateOnly", "DateTime")]
    [InlineData("double", "int")]
    [InlineData("string", "Guid")]
    [InlineData("Guid", "string")]
    [InlineData("Guid", "Uri")]
    [InlineData("TimeOnly", "TimeSpan")]
    [InlineData("List<double>", "int[]")]
    [InlineData("List<string>", "List<DateOnly>")]
    [InlineData("List<List<int>>", "List<object>")]
    public async Task A_key_of_a_type_that_may_be_read_as_the_other_is_fine(string given, string needed) =>
        await AnalyzerTest.VerifyAsync(
            Sources.Products,
            Sources.Workflows(
                $$"""
                [Step("Give")] static ({{given}} Value, int N) Give() => default!;
                [Step("Use")] static void Use({{needed}} value) { }
                [ValidateWorkflow(typeof(A), "V")] public static StepList ValidateA() => Begin >> Give >> Use;
                """
            )
        );

    [Theory]
    [InlineData("Id", "Guid")]
    [InlineData("Guid", "Id")]
    [InlineData("Id?", "string?")]
    [InlineData("List<Id>", "List<Guid>")]
    [InlineData("Text", "string")]
    [InlineData("string", "Prefix")]
    [InlineData("Prefix", "string")]
    [InlineData("Color", "int")]
    [InlineData("TimeSpan", "int")]
    [InlineData("Marked", "string")]
    [InlineData("Named", "string")]
    public async Task A_type_that_may_have_a_converter_is_fine(string given, string needed) =>
        await AnalyzerTest.VerifyAsync(
            Sources.Products,
            Sources.Workflows(
                $$"""
                public readonly record struct Id(Guid Value);
                public sealed record Text(string Value) { public static Text Empty { get; } = new(""); }
                public sealed record Prefix(string Address, int Length);
                public enum Color { Red }
                [OwnConverter] public sealed record Marked(string One, string Other);
                [AttributeUsage(AttributeTargets.Class)] public sealed class OwnConverterAttribute : System.Text.Json.Serialization.JsonConverterAttribute;
                public abstract class Writing<T> : System.Text.Json.Serialization.JsonConverter<T>
                {
                    public override T? Read(ref System.Text.Json.Utf8JsonReader reader, Type typeToConvert, System.Text.Json.JsonSerializerOptions options) => default;
                    public override void Write(System.Text.Json.Utf8JsonWriter writer, T value, System.Text.Json.JsonSerializerOptions options) => writer.WriteNullValue();
                }
                public sealed class PrefixConverter : Writing<Prefix>;
                public sealed class ColorConverter : Writing<Color>;
                public sealed class SecondsConverter : Writing<TimeSpan>;
                public sealed record Named(string One, string Other);
                public static class Around { public sealed class NamedAsText : Writing<Named>; }

                [Step("Give")] static ({{given}} Value, int N) Give() => default!;
                [Step("Use")] static void Use({{needed}} value) { }
                [ValidateWorkflow(typeof(A), "V")] public static StepList ValidateA() => Begin >> Give >> Use;
                """
            )
        );

    [Theory]
    [InlineData("Money", "string")]
    [InlineData("string", "Money")]
    [InlineData("List<Money>", "List<string>")]
    [InlineData("Unit", "int")]
    public async Task A_type_whose_converter_stands_in_another_project_is_fine(string given, string needed)
    {
        const string use = "using System.Text.Json; using System.Text.Json.Serialization; ";
        var types = GeneratorTest.Run(
            RunOptions.Default with
            {
                AssemblyName = "Types",
            },
            "namespace Types; public sealed record Money(decimal Amount, string Currency); public enum Unit { Metre }"
        );
        var json = GeneratorTest.Run(
            RunOptions.Default with
            {
                AssemblyName = "Json",
                MoreReferences = [types.ToReference()],
            },
            use
                + """
                namespace Json;
                internal static class Converters
                {
                    private abstract class Writing<T> : JsonConverter<T>
                    {
                        public override T? Read(ref Utf8JsonReader reader, System.Type typeToConvert, JsonSerializerOptions options) => default;
                        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteNullValue();
                    }
                    private sealed class MoneyAsText : Writing<Types.Money>;
                    private sealed class Units : Writing<Types.Unit>;
                }
                """
        );
        string[] sources =
        [
            Sources.Products,
            Sources
                .Workflows(
                    $$"""
                    [Step("Give")] static ({{given}} Value, int N) Give() => default!;
                    [Step("Use")] static void Use({{needed}} value) { }
                    [ValidateWorkflow(typeof(A), "V")] public static StepList ValidateA() => Begin >> Give >> {|ORCH3003:Use|};
                    """
                )
                .Replace("namespace App;", "using Types; namespace App;", StringComparison.Ordinal),
        ];

        await AnalyzerTest.VerifyAsync(RunOptions.Default with { MoreReferences = [types.ToReference()] }, sources);
        await AnalyzerTest.VerifyAsync(
            RunOptions.Default with
            {
                MoreReferences = [types.ToReference(), json.ToReference()],
            },
            [.. sources.Select(AnalyzerTest.Unmark)]
        );
    }

    [Theory]
    [InlineData("Plain", "string")]
    [InlineData("int", "Plain")]
    [InlineData("List<Plain>", "List<Guid>")]
    public async Task A_record_of_several_values_without_a_converter_is_an_object(string given, string needed) =>
        await AnalyzerTest.VerifyAsync(
            Sources.Products,
            Sources.Workflows(
                $$"""
                public sealed record Plain(string Address, int Length);
                [Step("Give")] static ({{given}} Value, int N) Give() => default!;
                [Step("Use")] static void Use({{needed}} value) { }
                [ValidateWorkflow(typeof(A), "V")] public static StepList ValidateA() => Begin >> Give >> {|ORCH3003:Use|};
                """
            )
        );

    [Fact]
    public async Task A_product_of_the_same_name_in_another_namespace_is_another_one()
    {
        var found = await AnalyzerTest.VerifyAsync(
            Sources.Products,
            GeneratorTest.Author("""namespace Other; [Product("other a")] public sealed partial class A : SubscriptionModel;"""),
            Sources.Workflows(
                """
                [Step("S")] static void S(Other.A subscription) { }
                [Step("Make")] static Other.A Make(Guid product) => Other.A.Create(product, "c");
                [Step("T")] static void T(A subscription) { }
                [ValidateWorkflow(typeof(A), "V")] public static StepList ValidateA() => Begin >> {|ORCH3003:S|} >> T;
                [ValidateWorkflow(typeof(Other.A), "V")] public static StepList ValidateOther() => Begin >> S >> {|ORCH3003:T|};
                """
            )
        );

        Assert.Contains("needs a 'Other.A', but the workflow is for 'App.A'", found[0].GetMessage(), StringComparison.Ordinal);
        Assert.Contains("needs a 'App.A', but the workflow is for 'Other.A'", found[1].GetMessage(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_value_that_is_given_and_then_asked_of_the_services_is_reported()
    {
        var found = await AnalyzerTest.VerifyAsync(
            Sources.Products,
            Sources.Workflows(
                """
                public interface IAnswer;
                public sealed record Answer(string Text, int Code) : IAnswer;
                public interface INrm;
                [Step("Ask")] static (Answer Answer, string Nrm) Ask(INrm nrm) => (new("x", 1), "x");
                [Step("Use")] static void Use(IAnswer answer) { }
                [Step("Serve")] static void Serve([FromServices] IAnswer answer, INrm nrm) { }
                [ValidateWorkflow(typeof(A), "V")] public static StepList ValidateA() => Begin >> Ask >> {|ORCH3003:Use|} >> Serve;
                [ValidateWorkflow(typeof(B), "V")] public static StepList ValidateB() => Begin >> Use;
                """
            )
        );

        Assert.Contains(
            "takes 'answer' from the services, because a 'IAnswer' cannot be read from the state, where 'Ask' puts one under that name",
            Assert.Single(found).GetMessage(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_create_workflow_has_no_subscription_before_a_step_returns_one()
    {
        var found = await AnalyzerTest.VerifyAsync(
            Sources.Products,
            Sources.Workflows(
                Common
                    + """
                    [Step("S")] static void S(A subscription, string productName) { }
                    #pragma warning disable ORCH4003
                    [CreateWorkflow(typeof(A), "C")] public static StepList CreateA() => Begin >> {|ORCH3003:S|} >> Make >> StoreProcessSubscription >> S;
                    """
            )
        );

        Assert.Contains("no step before it has returned one", Assert.Single(found).GetMessage(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pragma_suppresses_it() =>
        await AnalyzerTest.VerifySuppressedAsync(
            Sources.Products,
            Sources.Workflows(
                """
                [Step("S")] static void S(int missing) { }
                #pragma warning disable ORCH3003
                [ValidateWorkflow(typeof(A), "V")] public static StepList ValidateA() => Begin >> S;
                """
            )
        );

    [Fact]
    public async Task A_plain_system_workflow_has_no_subscription_and_no_product()
    {
        var found = await AnalyzerTest.VerifyAsync(
            Sources.Products,
            Sources.Workflows(
                Common
                    + """
                    [Step("S")] static void S(Guid product, string reporter) { }
                    [Step("T")] static void T(A subscription) { }
                    [Workflow(Target.System, "W")] public static StepList Tidy() => Begin >> Start >> {|ORCH3003:S|} >> {|ORCH3003:T|} >> Done;
                    """
            )
        );

        Assert.Contains("'product'", found[0].GetMessage(), StringComparison.Ordinal);
        Assert.Contains("no step before it has returned one", found[1].GetMessage(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[ModifyWorkflow(typeof(A), \"M\", AlsoFor = new[] { typeof(B) }, Reconcile = false)]", "Begin >> {|ORCH3003:S|}")]
    [InlineData(
        "[ModifyWorkflow(typeof(B), \"M\", AlsoFor = new[] { typeof(A) }, Reconcile = false)]",
        "Begin >> StepGroup(\"G\", Begin >> {|ORCH3003:S|})"
    )]
    [InlineData("[ValidateWorkflow(typeof(A), \"M\", AlsoFor = new[] { typeof(B) })]", "Begin >> {|ORCH3003:Inner|}")]
    public async Task A_step_that_does_not_take_every_product_of_its_workflow_is_reported(string attribute, string chain)
    {
        var found = await AnalyzerTest.VerifyAsync(
            Sources.Products,
            Sources.Workflows(
                $$"""
                [Step("S")] static void S(A subscription) { }
                static StepList Inner => Begin >> S;
                {{attribute}} public static StepList Change() => {{chain}};
                """
            )
        );

        Assert.Contains("needs a 'A', but the workflow is for 'B' too", Assert.Single(found).GetMessage(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "[ModifyWorkflow(typeof(A), \"M\", AlsoFor = new[] { typeof(B) }, Reconcile = false)]",
        "Begin >> Conditional(static state => true, Begin >> S)"
    )]
    [InlineData("[ModifyWorkflow(typeof(A), \"M\", AlsoFor = new[] { typeof(B) }, Reconcile = false)]", "Begin >> Any")]
    [InlineData("[ModifyWorkflow(typeof(A), \"M\", AlsoFor = new[] { typeof(D) }, Reconcile = false)]", "Begin >> S")]
    public async Task A_step_that_takes_them_all_or_may_be_skipped_is_fine(string attribute, string chain) =>
        await AnalyzerTest.VerifyAsync(
            Sources.Products.Replace("sealed partial class A", "partial class A", StringComparison.Ordinal),
            Sources.Workflows(
                $$"""
                [Product("d")] public sealed partial class D : A;
                [Step("S")] static void S(A subscription) { }
                [Step("Any")] static void Any(SubscriptionModel subscription) { }
                {{attribute}} public static StepList Change() => {{chain}};
                """
            )
        );

    [Theory]
    [InlineData(
        "int missing",
        "[ModifyWorkflow(typeof(A), \"M\", InputForm = {|ORCH3003:nameof(Ask)|}, Reconcile = false)] public static StepList "
            + "ModifyA() => Begin;",
        "the form 'Ask' needs the state key 'missing', which the first page does not give"
    )]
    [InlineData(
        "Guid subscriptionId",
        "[Workflow(Target.System, \"W\", InputForm = {|ORCH3003:nameof(Ask)|})] public static StepList Tidy() => Begin >> Start >> Done;",
        "'subscription_id'"
    )]
    [InlineData(
        "bool version",
        "[ValidateWorkflow(typeof(A), \"V\", InputForm = {|ORCH3003:nameof(Ask)|})] public static StepList ValidateA() => Begin;",
        "as 'bool', but the engine provides it as 'int'"
    )]
    public async Task A_form_that_needs_what_no_first_page_gives_is_reported_at_its_name(string parameter, string workflow, string problem)
    {
        var found = await AnalyzerTest.VerifyAsync(
            Sources.Products,
            Sources.Workflows(
                $$"""
                public sealed record Q : FormPage { public int Asked { get; init; } }
                static async Task<Q> Ask(FormSession form, {{parameter}}) => await form.AskAsync<Q>();
                {{workflow}}
                """
            )
        );

        Assert.Contains(problem, Assert.Single(found).GetMessage(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "A subscription, Guid subscriptionId, string customerId, int version, Guid product, string reporter",
        "ModifyWorkflow",
        "ModifyA() => Begin"
    )]
    [InlineData(
        "Guid product, string productName, int other = 1",
        "CreateWorkflow",
        "CreateA() => Begin >> Make >> StoreProcessSubscription"
    )]
    [InlineData("SubscriptionModel subscription, A? another", "TerminateWorkflow", "TerminateA() => Begin")]
    public async Task A_form_that_takes_what_the_first_page_gives_is_fine(string parameters, string attribute, string workflow) =>
        await AnalyzerTest.VerifyAsync(
            Sources.Products,
            Sources.Workflows(
                $$"""
                #pragma warning disable ORCH4003
                public sealed record Q : FormPage { public int Asked { get; init; } }
                static async Task<Q> Ask(FormSession form, {{parameters}}) => await form.AskAsync<Q>();
                [Step("Make")] static A Make(Guid product) => A.Create(product, "c");
                [{{attribute}}(typeof(A), "W", InputForm = nameof(Ask))] public static StepList {{workflow}};
                """
            )
        );

    [Theory]
    [InlineData(
        "[CreateWorkflow(typeof(A), \"C\")]",
        "Begin >> {|ORCH3003:SetStatus(SubscriptionLifecycle.Provisioning)|} >> Make >> StoreProcessSubscription",
        "the step 'SetStatus' needs the subscription"
    )]
    [InlineData(
        "[CreateWorkflow(typeof(A), \"C\")]",
        "Begin >> {|ORCH3003:StoreProcessSubscription|} >> Make",
        "the step 'StoreProcessSubscription' needs the subscription"
    )]
    [InlineData(
        "[Workflow(Target.System, \"W\")]",
        "Begin >> Start >> {|ORCH3003:SetStatus(SubscriptionLifecycle.Active)|} >> Done",
        "no step before it has returned one"
    )]
    [InlineData(
        "[Workflow(Target.Create, \"W\", typeof(A))]",
        "Begin >> Start >> {|ORCH3003:Inner|} >> Make >> StoreProcessSubscription >> Done",
        "'SetStatus'"
    )]
    public async Task A_step_of_the_engine_that_needs_the_subscription_before_there_is_one_is_reported(
        string attribute,
        string chain,
        string problem
    )
    {
        var found = await AnalyzerTest.VerifyAsync(
            Sources.Products,
            Sources.Workflows(
                Common
                    + $$"""
                    #pragma warning disable ORCH4003
                    static StepList Inner => Begin >> StepGroup("G", Begin >> SetStatus(SubscriptionLifecycle.Active));
                    {{attribute}} public static StepList Change() => {{chain}};
                    """
            )
        );

        Assert.Contains(problem, Assert.Single(found).GetMessage(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "[CreateWorkflow(typeof(A), \"C\")]",
        "Begin >> Make >> StoreProcessSubscription >> SetStatus(SubscriptionLifecycle.Provisioning)"
    )]
    [InlineData("[CreateWorkflow(typeof(A), \"C\")]", "Begin >> Open >> StoreProcessSubscription")]
    [InlineData("[CreateWorkflow(typeof(A), \"C\")]", "Begin >> Find >> StoreProcessSubscription")]
    [InlineData("[ModifyWorkflow(typeof(A), \"M\")]", "Begin >> SetStatus(SubscriptionLifecycle.Active)")]
    [InlineData("[Workflow(Target.Modify, \"W\", typeof(A))]", "Begin >> Start >> StoreProcessSubscription >> Done")]
    public async Task A_step_of_the_engine_after_the_subscription_is_fine(string attribute, string chain) =>
        await AnalyzerTest.VerifyAsync(
            Sources.Products,
            Sources.Workflows(
                Common
                    + $$"""
                    #pragma warning disable ORCH4003
                    [Step("Find")] static (Guid SubscriptionId, int N) Find() => (Guid.Empty, 1);
                    {{attribute}} public static StepList Change() => {{chain}};
                    """
            )
        );
}
