using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests;

/// <summary>
/// Ways in which an author makes sure that a key is there, or holds what is read: the code is right, and it could not be written so that
/// ORCH3003 is silent if one of them were not recognised. Nothing gives <c>later</c>; <c>size</c> is a number, <c>amount</c> may be null.
/// </summary>
public sealed class StateGuardTests
{
    /// <summary>Code that has a parameter <c>state</c> and returns a <c>bool</c>: each is a condition, and the body of a step.</summary>
    private static readonly string[] Guards =
    [
        // Another type, or none, in one of several cases.
        """=> state.Get<bool>("signed") ? state.Get<string>("size") == "" : state.Get<int>("size") > 1""",
        """=> state["size"].ValueKind == JsonValueKind.String && state.Get<string>("size") == "" """,
        """{ if (state["size"].ValueKind == JsonValueKind.String) { return state.Get<string>("size") == ""; } return true; }""",
        """=> state["size"].ValueKind switch { JsonValueKind.String => state.Get<string>("size") == "", _ => true }""",
        """=> state["amount"].ValueKind != JsonValueKind.Null && state.Get<int>("amount") > 1""",
        """{ if (state.Get<int?>("amount") is null) { throw new InvalidOperationException(); } return state.Get<int>("amount") > 1; }""",
        // A guard that leaves or throws.
        """{ if (!state.Keys.Contains("later")) { throw new InvalidOperationException(); } return state.Get<bool>("later"); }""",
        """{ _ = state.Keys.Contains("later") ? 1 : throw new InvalidOperationException(); return state.Get<bool>("later"); }""",
        """{ if (!state.Any(pair => pair.Key == "later")) { return false; } return state.Get<bool>("later"); }""",
        """{ var has = Has(state); if (!has) { return false; } return state.Get<bool>("later"); }""",
        """{ if (!state.TryGetValue("later", out _)) { throw new InvalidOperationException(); } return state.Get<bool>("later"); }""",
        """{ try { return state.Get<bool>("later"); } catch (StateException) { return false; } }""",
        """=> state.Keys.Contains("later") && state.Get<bool>("later")""",
        // Another state.
        """{ int count; (state, count) = (state.With("later", true), 1); return state.Get<bool>("later") || count > 1; }""",
        """{ int a, b; ((state, a), b) = ((state.With("later", true), 1), 2); return state.Get<bool>("later") || a > b; }""",
        """{ ref var other = ref state; other = state.With("later", true); return state.Get<bool>("later"); }""",
        """{ Fill(ref state); return state.Get<bool>("later"); }""",
        """{ state ??= State.Empty; return state.Get<bool>("later"); }""",
    ];

    /// <summary>Conditions that ask for <c>later</c>, or whose code does not say which keys they ask for.</summary>
    private static readonly string[] Conditions =
    [
        """static state => state.ContainsKey("later")""",
        """static state => state.Keys.Contains("later")""",
        """static state => state.Any(static pair => pair.Key == "later")""",
        """static state => state is { Count: > 9 }""",
        """static state => Has(state)""",
        """static state => Has(state.With("x", 1))""",
        """static state => { var same = state; return same.ContainsKey("later"); }""",
        """static state => state.ContainsKey(LaterKey)""",
        """Has""",
        """Library.Flags.HasLater""",
        """Flag""",
        """GetFlag()""",
        """(Func<State, bool>)Has""",
    ];

    private const string Members = """
        public sealed record P : FormPage
        {
            public int Size { get; init; }
            public int? Amount { get; init; }
            public bool Signed { get; init; }
        }
        static async Task<P> Form(FormSession form) => await form.AskAsync<P>();
        static readonly string LaterKey = "la" + "ter";
        static readonly Func<State, bool> Flag = static state => state.ContainsKey("later");
        static Func<State, bool> GetFlag() => Flag;
        static bool Has(State state) => state.Keys.Contains("later");
        static void Fill(ref State state) => state = state.With("later", true);
        [Step("Push")] static void Push() { }
        [Step("Use")] static void Use(int later) { }
        [Step("Read")] static void Read(State state) { var later = state.Get<int>("later"); }
        [Step("Take text")] static void TakeText(string size) { }
        [Step("Take amount")] static void TakeAmount(int amount) { }

        """;

    private const string Usings = "global using System.Linq; global using System.Text.Json;";

    private static readonly string Library = GeneratorTest.Author(
        """
        namespace Library;
        public static class Flags { public static bool HasLater(State state) => state.ContainsKey("later"); }
        """
    );

    [Fact]
    public async Task Whatever_makes_sure_of_a_key_silences_the_rule()
    {
        var library = GeneratorTest.Run(RunOptions.Default with { AssemblyName = "Library" }, Library);
        var steps = Guards.Select(
            static (guard, index) => $"[Step(\"S{index}\", Gives = \"s{index}\")] static bool S{index}(State state) {End(guard)}\n"
        );
        string[] chain =
        [
            .. Guards.Select(static (_, index) => $"S{index}"),
            .. Guards.Select(static guard => $"Conditional((State state) {Lambda(guard)}, Push)"),
            .. Conditions.SelectMany(static condition => new[] { $"Conditional({condition}, Use)", $"Conditional({condition}, Read)" }),
            """Conditional(static state => state["size"].ValueKind == JsonValueKind.String, TakeText)""",
            """Conditional(static state => state.Get<int?>("amount") is not null, TakeAmount)""",
        ];

        await AnalyzerTest.VerifyAsync(
            RunOptions.Default with
            {
                MoreReferences = [library.ToReference()],
            },
            Sources.Products,
            Usings,
            Sources.Workflows(
                Members
                    + string.Concat(steps)
                    + "[ModifyWorkflow(typeof(A), \"M\", InputForm = nameof(Form), Reconcile = false)] "
                    + "public static StepList ModifyA() => Begin >> "
                    + string.Join("\n>> ", chain)
                    + ";"
            )
        );
    }

    [Fact]
    public async Task A_condition_of_another_assembly_that_may_ask_for_anything_silences_it_too()
    {
        var chains = Conditions
            .Where(static condition => !condition.Contains("Library", StringComparison.Ordinal))
            .Select(static (condition, index) => $"public static StepList Chain{index} => Begin >> Conditional({condition}, Use);\n")
            .ToArray();
        var library = GeneratorTest.Run(
            RunOptions.Default with
            {
                AssemblyName = "Library",
            },
            Usings,
            GeneratorTest.Author(
                $$"""
                namespace Library;
                public static partial class Steps
                {
                static readonly string LaterKey = "la" + "ter";
                static readonly Func<State, bool> Flag = static state => state.ContainsKey("later");
                static Func<State, bool> GetFlag() => Flag;
                static bool Has(State state) => state.Keys.Contains("later");
                [Step("Use")] internal static void Use(int later) { }
                {{string.Concat(chains)}}
                }
                """
            )
        );
        var uses = chains.Select(static (_, index) => $"Library.Steps.Chain{index}");

        await AnalyzerTest.VerifyAsync(
            RunOptions.Default with
            {
                MoreReferences = [library.ToReference()],
            },
            Sources.Products,
            Sources.Workflows($"""[ValidateWorkflow(typeof(A), "V")] public static StepList V() => Begin >> {string.Join(" >> ", uses)};""")
        );
    }

    private static string Lambda(string guard) => guard.StartsWith('{') ? "=> " + guard : guard;

    private static string End(string guard) => guard.StartsWith('{') ? guard : guard + ";";
}
