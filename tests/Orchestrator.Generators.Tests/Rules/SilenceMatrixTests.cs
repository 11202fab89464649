using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests;

/// <summary>
/// Correct sources in every style that C# 12 to 14 has, beside another generator and with preprocessor symbols: neither the compiler nor a
/// rule says anything, not even a suggestion, and all of it is emitted.
/// </summary>
public sealed class SilenceMatrixTests
{
    private const string Common = """
        using System;
        using System.Collections.Generic;
        using System.Threading;
        using System.Threading.Tasks;
        using Orchestrator;
        using static Orchestrator.Workflow;
        using Pair = (int Low, int High);
        using Mark = Orchestrator.StepAttribute;

        #nullable enable
        namespace App;
        [ProductBlock("Site")] public sealed partial class Site : ProductBlock { [RequiredFrom(SubscriptionLifecycle.Active)] public int? Speed { get; set; } }
        [Product("node")] public sealed partial class Node : SubscriptionModel { public Site Site { get; set; } = new(); }
        public sealed record Page : FormPage { public required int Size { get; init; } }
        #if DEBUG

        """;

    public static TheoryData<LanguageVersion, string> Styles =>
        new()
        {
            {
                LanguageVersion.CSharp12,
                "internal static partial class C { [Step(\"S\")] static void S() { } [Step(\"T\")] static Task T(CancellationToken "
                    + "stop) => Task.Delay(1, stop); }"
            },
            {
                LanguageVersion.CSharp12,
                "internal partial class C(int size) { public int Size => size; [Step(\"S\")] static void S() { } }"
            },
            { LanguageVersion.CSharp12, "internal partial record C(int Size) { [Step(\"S\")] static void S() { } }" },
            { LanguageVersion.CSharp12, "internal partial record struct C(int Size) { [Step(\"S\")] static void S() { } }" },
            { LanguageVersion.CSharp12, "internal readonly ref partial struct C { [Step(\"S\")] static void S() { } }" },
            {
                LanguageVersion.CSharp12,
                "internal partial interface IC { [Step(\"S\")] static void S() { } [Step(\"T\")] private static void T() { } "
                    + "static virtual void Other() { } static abstract void More(); }"
            },
            {
                LanguageVersion.CSharp12,
                "internal static partial class O { internal partial struct M { internal partial interface I { [Step(\"S\")] static "
                    + "void S() { } } } }"
            },
            {
                LanguageVersion.CSharp12,
                "internal static partial class C { [Mark(\"S\")] static Pair S() => (1, 2); [method: Step(\"T\")] static void T() { } }"
            },
            {
                LanguageVersion.CSharp12,
                "internal static partial class C { [Step(\"S\")] static void S(int[] sizes, List<Pair> pairs, string? name, int "
                    + "size = 5, DayOfWeek day = DayOfWeek.Friday, Guid? id = null) { } }"
            },
            {
                LanguageVersion.CSharp12,
                "internal static partial class C { [Step(\"S\")] private static partial void S(Node subscription); } static "
                    + "partial class C { private static partial void S(Node subscription) { } }"
            },
            {
                LanguageVersion.CSharp12,
                "internal static partial class C { [ValidateWorkflow(typeof(Node), \"V\")] public static partial StepList V(); } "
                    + "static partial class C { public static partial StepList V() => Begin >> S; [Step(\"S\")] static void S() { } }"
            },
            {
                LanguageVersion.CSharp12,
                "internal static partial class C { [Step(\"S\")] static void S(Node.Active subscription) => "
                    + "ArgumentNullException.ThrowIfNull(subscription); [Step(\"T\")] static Node T(Node subscription) => subscription; }"
            },
            {
                LanguageVersion.CSharp12,
                "internal static partial class C { [Step(\"S\")] static void S(Node subscription) { } [ExternalSystemSteps] static "
                    + "StepList Sync => Begin >> S; [ModifyWorkflow(typeof(Node), \"Modify\")] public static StepList ModifyNode() => "
                    + "Begin >> Sync; }"
            },
            {
                LanguageVersion.CSharp12,
                "internal static partial class C { [Step(\"S\")] static void S() { } [ExternalSystemSteps] static StepList Sync { "
                    + "get { return Begin >> S; } } [ModifyWorkflow(typeof(Node), \"Modify\")] public static StepList ModifyNode() { "
                    + "return Begin >> Sync; } }"
            },
            {
                LanguageVersion.CSharp12,
                "internal static partial class C { [Step(\"S\")] static void S(int size) { } static async Task<Page> "
                    + "Form(FormSession form) => await form.AskAsync<Page>(); [ModifyWorkflow(typeof(Node), \"Modify\", InputForm = "
                    + "nameof(Form), Reconcile = false)] public static StepList ModifyNode() => Begin >> S; }"
            },
            { LanguageVersion.CSharp12, "[Obsolete(\"soon\")] internal static partial class C { [Step(\"S\")] static void S() { } }" },
            {
                LanguageVersion.CSharp12,
                "internal static partial class C { static string nameof(int x) => \"x\"; internal static string Use() => "
                    + "nameof(1); [Step(\"S\")] static void S() { } }"
            },
            {
                LanguageVersion.CSharp12,
                "internal static partial class C { internal sealed class System; internal sealed class Orchestrator; [Step(\"S\")] "
                    + "static void S(int size) { } }"
            },
            {
                LanguageVersion.CSharp12,
                "public enum Active { Yes } [Product(\"p\")] public sealed partial class P : SubscriptionModel { public Site Site "
                    + "{ get; set; } = new(); public static Active Is() => Active.Yes; }"
            },
            {
                LanguageVersion.CSharp12,
                "[ProductBlock(\"b\")] public partial class B : ProductBlock { public virtual int? Size { get; set; } } "
                    + "[ProductBlock(\"d\")] public sealed partial class D : B { public override int? Size { get; set; } public bool "
                    + "Active { get; set; } }"
            },
            {
                LanguageVersion.CSharp13,
                "[ProductBlock(\"b\")] public sealed partial class B : ProductBlock { public partial int? Size { get; set; } } "
                    + "public sealed partial class B { private int? _size; public partial int? Size { get => _size; set => _size = "
                    + "value; } }"
            },
            {
                LanguageVersion.CSharp13,
                "internal static partial class C { [Step(\"S\")] static void S() { } [ExternalSystemSteps] internal static partial "
                    + "StepList Sync { get; } [ModifyWorkflow(typeof(Node), \"Modify\")] public static StepList ModifyNode() => Begin >> "
                    + "Sync; } static partial class C { internal static partial StepList Sync => Begin >> S; }"
            },
            {
                LanguageVersion.CSharp14,
                "[ProductBlock(\"b\")] public sealed partial class B : ProductBlock { public string? Name { get => field; set => "
                    + "field = value?.Trim(); } }"
            },
            {
                LanguageVersion.CSharp14,
                "internal static partial class E { extension(Node) { [Step(\"S\")] public static void S(Node subscription) { } } }"
            },
            {
                LanguageVersion.CSharp14,
                "internal static partial class E { extension(Node node) { public string Label => node.ToString()!; } [Step(\"S\")] "
                    + "public static void S(this Node subscription) { } }"
            },
        };

    [Theory]
    [MemberData(nameof(Styles))]
    public async Task Correct_sources_are_emitted_without_a_word(LanguageVersion since, string style)
    {
        foreach (var language in new[] { since, LanguageVersion.Preview }.Distinct())
        {
            var options = RunOptions.Default with
            {
                Language = language,
                Symbols = ["DEBUG"],
                OtherGenerators = [new OtherGenerator().AsSourceGenerator()],
            };
            var run = GeneratorTest.Run(options, Common + style + "\n#endif\n");

            Assert.Empty(await AnalyzerTest.AnalyzeAsync(run.Output, options));
            Assert.Empty(Registration.FindSilent(run.Output, run.Emitted, [], TestContext.Current.CancellationToken));
        }
    }
}
