using System.Globalization;

namespace Orchestrator.Tests.Support;

/// <summary>
/// Correct sources in every style that C# has for a member. <c>$</c> stands for the number of the style, so that each has workflows and a
/// product of its own.
/// </summary>
public static class CorrectSources
{
    private static readonly (int Since, string Members, string More)[] Styles =
    [
        // Steps and their results.
        (
            12,
            """[Step("S")] static void S(P$ subscription) { _ = subscription; } [ValidateWorkflow(typeof(P$), "V")] public static StepList Validate$() { return Begin >> S; }""",
            ""
        ),
        (
            12,
            """[method: Step("S")] internal static async Task<(int One, string? Two)> S() { await Task.Yield(); return (1, null); } [Step(Name)] static ValueTask T(int one, string? two = "x") => default; const string Name = "T" + "2"; [ValidateWorkflow(description: "V", product: typeof(P$))] public static StepList Validate$() => Begin >> S >> T;""",
            ""
        ),
        (
            12,
            """[Step("S")] static partial void S(P$ subscription, CancellationToken cancellationToken); static partial void S(P$ subscription, CancellationToken cancellationToken) => cancellationToken.ThrowIfCancellationRequested(); [ValidateWorkflow(typeof(P$), "V")] public static partial StepList Validate$(); public static partial StepList Validate$() => Begin >> S;""",
            ""
        ),
        (
            12,
            """[RetryStep("S", MaxAttempts = 3)] private static partial Task<State> S(State state); private static async partial Task<State> S(State state) { await Task.Yield(); return state; } [ValidateWorkflow(typeof(P$), "V")] internal static StepList Validate$() => Begin >> S;""",
            ""
        ),
        (
            12,
            """[Step("S")] static Result S(P$ subscription, Result? result = null) => result ?? new(1, []); [ValidateWorkflow(typeof(P$), "V")] public static StepList Validate$() => Begin >> S; public sealed record Result(int Number, List<string> Names); """,
            ""
        ),
        (
            12,
            """[Step("S")] static Pair S() => (1, 2); [Step("T")] static void T(int x, int y) { } [ValidateWorkflow(typeof(P$), "V")] public static StepList Validate$() => Begin >> S >> T;""",
            "using Pair = (int X, int Y);"
        ),
        (
            12,
            """[Step("S")] static void S(P$ subscription) { void Local(ref readonly int x) { _ = x; } Local(in Zero); var add = (int a, int b = 1) => a + b; _ = add(1); } static readonly int Zero = 0; [ValidateWorkflow(typeof(P$), "V")] public static StepList Validate$() => Begin >> S;""",
            ""
        ),
        // Chains.
        (
            12,
            """[Step("S")] static void S() { } [ExternalSystemSteps] static StepList Chain => Begin >> S; [ModifyWorkflow(typeof(P$), "M")] public static StepList Modify$() => Begin >> Chain;""",
            ""
        ),
        (
            12,
            """[Step("S")] static void S() { } [ExternalSystemSteps] static StepList Chain { get { return Begin >> S; } } [ModifyWorkflow(typeof(P$), "M")] public static StepList Modify$() => (Begin >> (Begin >> Chain));""",
            ""
        ),
        (
            12,
            """[Step("S")] static void S() { } [ExternalSystemSteps] static StepList Chain { get; } = Begin >> S; static readonly StepList Field = Begin >> Chain; [ModifyWorkflow(typeof(P$), "M")] public static StepList Modify$() => Begin >> Field;""",
            ""
        ),
        (
            12,
            """[Step("S")] static void S() { } [ExternalSystemSteps] static StepList Chain() => Begin >> S; [ModifyWorkflow(typeof(P$), "M")] public static StepList Modify$() => Begin >> StepGroup("G", Chain());""",
            ""
        ),
        (
            12,
            """[Step("S")] static void S() { } [ExternalSystemSteps] internal static partial StepList Chain(); internal static partial StepList Chain() => Begin >> S; [ModifyWorkflow(typeof(P$), "M")] public static StepList Modify$() { var steps = Begin; steps >>= Chain(); return steps; }""",
            ""
        ),
        (
            12,
            """[Step("S")] static void S() { } [ExternalSystemSteps] static StepList Chain => Begin >> Conditional(static state => state.ContainsKey("x"), Begin >> S); [ModifyWorkflow(typeof(P$), "M")] public static StepList Modify$() => Flag switch { true => Begin >> Chain, _ => Chain }; static bool Flag => true;""",
            ""
        ),
        // Forms.
        (
            12,
            """public sealed record Page : FormPage { public required int Size { get; init; } } static async Task<Page> Form(FormSession form, P$ subscription) => await form.AskAsync(new Page { Size = subscription.Version }); [InputStep("I", Assignee.Noc)] static async Task<Page> Ask(FormSession form) { cached ??= "x"; return await form.AskAsync<Page>(); } static string? cached; [Step("S")] static void S(int size) { } [ValidateWorkflow(typeof(P$), "V", InputForm = nameof(Form))] public static StepList Validate$() => Begin >> S >> Ask;""",
            ""
        ),
        (
            12,
            """public sealed record Page(int Size) : FormPage; private static partial Task<Page> Form(FormSession form); private static async partial Task<Page> Form(FormSession form) => await form.AskAsync<Page>(); [Step("S")] static void S(int size) { } [ValidateWorkflow(typeof(P$), "V", InputForm = nameof(Form))] public static StepList Validate$() => Begin >> S;""",
            ""
        ),
        // Tasks that are complete, members that are not stored, what is read and not changed.
        (
            12,
            """[Step("S")] static async Task S() { var task = Task.Run(static () => 1); if (task is { IsCompletedSuccessfully: true, Result: > 0 }) { return; } await task; _ = task.Result; Task.CompletedTask.Wait(); }""",
            ""
        ),
        (
            12,
            """[Step("S")] static void S(P$ subscription) { var copy = subscription.Items.ToList(); copy.Sort(static (one, other) => one.Count - other.Count); subscription.Seen = copy.Count; }""",
            ""
        ),
        // Where members stand.
        (
            12,
            "",
            """public partial record Outer$ { internal partial struct Inner { [Step("Inner")] internal static void S() { } } } public partial interface IHost$ { [Step("S")] public static void S() { } [ValidateWorkflow(typeof(P$), "V")] public static StepList Validate$() => Begin >> Outer$.Inner.S >> S; }"""
        ),
        (
            12,
            "",
            """public static partial class Base$ { [Step("S")] internal static void S() { } } static partial class Base$ { [ValidateWorkflow(typeof(P$), "V")] public static StepList Validate$() => Begin >> S >> Steps$.T; } internal static partial class Steps$ { [Step("T")] internal static void T() { } }"""
        ),
        (
            12,
            """
            #if ORCHESTRATED
            [Step("S")] static void S() { }
            #else
            [Step("S")] static void S(Missing missing) { }
            #endif
            [ValidateWorkflow(typeof(P$), "V")] public static StepList Validate$() => Begin >> S
            #if ORCHESTRATED
                >> S
            #endif
                ;
            """,
            ""
        ),
        (
            12,
            """
            #nullable disable
            [Step("S")] static void S(string text) { }
            #nullable restore
            [Step("T")] static (string Text, int N) T() => ("x", 1); [ValidateWorkflow(typeof(P$), "V")] public static StepList Validate$() => Begin >> T >> S;
            """,
            ""
        ),
        (
            12,
            """[Obsolete("old")] [Step("S")] static void S() { } [global::Orchestrator.StepAttribute("T")] static void @class(int @int = 1) { } [ValidateWorkflow(typeof(P$), "V")] public static StepList @Validate$() => Begin >> @class;""",
            ""
        ),
        // C# 13.
        (
            13,
            """[Step("S")] static void S() { } [ExternalSystemSteps] internal static partial StepList Chain { get; } internal static partial StepList Chain => Begin >> S; [ModifyWorkflow(typeof(P$), "M")] public static StepList Modify$() => Begin >> Chain;""",
            ""
        ),
        (
            13,
            "",
            """[ProductBlock("B$")] public sealed partial class Block$ : ProductBlock { public partial int? Speed { get; set; } public partial int? Speed { get => speed; set => speed = value; } private int? speed; } [Product("q$")] public sealed partial class Q$ : SubscriptionModel { public Block$ Block { get; set; } = new(); }"""
        ),
        (
            13,
            """private static readonly Lock Gate = new(); [Step("S")] static void S() { lock (Gate) { _ = Sum(1, 2, '\e'); } } static int Sum(params ReadOnlySpan<int> numbers) => numbers.Length; [ValidateWorkflow(typeof(P$), "V")] public static StepList Validate$() => Begin >> S;""",
            ""
        ),
        // C# 14.
        (
            14,
            """[Step("S")] static P$ S(P$ subscription, P$? other = null) { other?.Note = "x"; subscription.Items.FirstOrDefault()?.Count = 1; return subscription; } [TerminateWorkflow(typeof(P$), "T")] public static StepList Terminate$() => Begin >> S;""",
            ""
        ),
        (
            14,
            "",
            """public static partial class Extensions$ { extension(P$) { [Step("S")] public static void S(P$ subscription) { _ = nameof(List<>); } } [Step("T")] public static void T(P$ subscription) { } [ValidateWorkflow(typeof(P$), "V")] public static StepList Validate$() => Begin >> P$.S >> T; }"""
        ),
        (
            14,
            "",
            """[ProductBlock("B$")] public sealed partial class Block$ : ProductBlock { public int? Speed { get => field ?? 1; set; } } [Product("q$")] public sealed partial class Q$ : SubscriptionModel { public partial Q$(); public partial Q$() { } public Block$ Block { get; set; } = new(); }"""
        ),
    ];

    /// <summary>The sources that a version of C# compiles, each a file. They ask for the symbol ORCHESTRATED.</summary>
    /// <param name="version">The version.</param>
    public static IReadOnlyList<string> Of(int version) =>
        [
            .. Styles
                .Select(static (style, index) => (style.Since, Source: Write(style.Members, style.More, index)))
                .Where(style => style.Since <= version)
                .Select(static style => style.Source),
        ];

    private static string Write(string members, string more, int index)
    {
        var (usings, types) = more.StartsWith("using ", StringComparison.Ordinal) ? (more, "") : ("", more);
        return $$"""
            using System;
            using System.Collections.Generic;
            using System.ComponentModel.DataAnnotations.Schema;
            using System.Linq;
            using System.Threading;
            using System.Threading.Tasks;
            using Orchestrator;
            using static Orchestrator.Workflow;
            {{usings}}

            namespace Style$;

            [ProductBlock("item $")] public sealed partial class Item$ : ProductBlock { public int Count { get; set; } }
            [Product("p$")] public sealed partial class P$ : SubscriptionModel { public List<Item$> Items { get; set; } = []; [NotMapped] public int Seen { get; set; } }
            public static partial class Flow$
            {
            {{members}}
            }
            {{types}}
            """.Replace("$", index.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }
}
