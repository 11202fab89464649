using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Orchestrator.Generators.Tests.Infrastructure;

namespace Orchestrator.Generators.Tests;

/// <summary>The smallest sample with each slip of one token, argument, line or member: what the build says is about the slip.</summary>
public sealed class OneSlipTests
{
    private static readonly RunOptions Application = RunOptions.Default with { Kind = OutputKind.ConsoleApplication };

    /// <summary>
    /// The rules that say what to write where the compiler only says that something is not there or does not fit. Any other rule is about
    /// what is missing because of it.
    /// </summary>
    private static readonly string[] ExplainsCompiler =
    [
        "ORCH1001",
        "ORCH1002",
        "ORCH1004",
        "ORCH3001",
        "ORCH4001",
        "ORCH4016",
        "ORCH5001",
    ];

    private const string Harmless = "it changes nothing";

    private const string OtherName = "the name is free; ORCH1006 says it of a workflow that was released";

    // What no build can know to be a mistake, with why, or who says it.
    private static readonly Dictionary<string, string> Silent = new(StringComparer.Ordinal)
    {
        ["without 'sealed'"] = Harmless,
        ["without 'static'"] = Harmless,
        ["'SetMailbox' before 'StoreProcessSubscription'"] = Harmless,
        ["'cancellationToken' misspelt"] = Harmless,
        ["'actual' misspelt"] = Harmless,
        ["'Address' misspelt"] = Harmless,
        ["'Quota' misspelt"] = Harmless,
        ["'MailboxWorkflows' misspelt"] = OtherName,
        ["'CreateMailbox' misspelt"] = OtherName,
        ["'ModifyMailbox' misspelt"] = OtherName,
        ["'TerminateMailbox' misspelt"] = OtherName,
        ["without 'internal static partial class MailboxWorkflows'"] = "the host says at its start that it registers no workflows",
        ["without 'public static StepList CreateMailbox()'"] = "a library, or an import, may create the subscriptions",
        ["without 'mail[key!] = desired;'"] = "what a client does is its own; ResourceConformance of the test kit finds it",
        ["without '(subscription.Box.Address, subscription.Box.Quota) = (address, quota);'"] =
            "IDE0060 says that the parameters are not used",
        ["without '>> UpdateMailServer'"] = "ORCH5010 suggests it: the first reconcile creates the object",
        ["without '>> SetMailbox'"] = "ORCH4010 suggests it: a page may be there to confirm only",
    };

    private static readonly Lazy<Task<IReadOnlyList<(Slip Slip, Said Said)>>> Slips = new(FindAllAsync);

    [Fact]
    public async Task The_sample_itself_is_correct()
    {
        var said = await FindAsync(Minimal);

        Assert.Empty(said.Ours.Concat(said.Compiler));
    }

    [Fact]
    public async Task A_slip_is_one_diagnostic_and_none_beside_the_compilers()
    {
        var slips = await Slips.Value;
        var wrong = new List<string>();

        foreach (var (slip, said) in slips)
        {
            if (said.Ours.Count > 1 || (said.Compiler.Count > 0 && said.Ours.Except(ExplainsCompiler).Any()))
            {
                wrong.Add($"{slip.What}: {string.Join(", ", said.Ours.Concat(said.Compiler))}");
            }
        }

        Assert.InRange(SlipsOfAuthors.In(Minimal).Count(), 200, 400);
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    /// <summary>A slip of which neither the compiler nor a rule says anything in a build is listed, with why or with who says it.</summary>
    [Fact]
    public async Task A_slip_that_matters_is_shown_by_a_build()
    {
        string[] silent =
        [
            .. (await Slips.Value)
                .Where(static slip => slip.Said is { IsShown: false, Compiler.Count: 0 })
                .Select(static slip => slip.Slip.What.Split(" in line ")[0])
                .Distinct(),
        ];

        // Several slips share an entry of the list, so that a share of the slips does not show which entry is of no use.
        var said = Matrix.Percent == 100 ? Silent.Keys.Except(silent) : [];
        var wrong = silent.Except(Silent.Keys).Concat(said.Select(static what => $"said now: {what}")).ToArray();
        Assert.True(wrong.Length == 0, string.Join('\n', wrong));
    }

    [Theory]
    [InlineData("    [ExternalSystemSteps]\n", "", "ORCH2005")]
    [InlineData("[ExternalResource(\"mailbox on the mail server\")]\n", "", "ORCH5001")]
    [InlineData("Begin >> Apply<MailResource>();", "Begin >> Apply<MailResource>;", "ORCH3001")]
    [InlineData("[ModifyWorkflow(typeof(Mailbox),", "[ModifyWorkflow(typeof(MailboxBlock),", "ORCH1004")]
    [InlineData("[ModifyWorkflow(typeof(Mailbox),", "[CreateWorkflow(typeof(Mailbox),", "ORCH1007")]
    [InlineData(
        "SetMailbox(Mailbox subscription, string address, int quota)\n    {\n        (subscription.Box.Address, subscription.Box.Quota) = "
            + "(address, quota);",
        "SetMailbox(Mailbox subscription, MailboxPage page)\n    {\n        (subscription.Box.Address, subscription.Box.Quota) = "
            + "(page.Address, page.Quota);",
        "ORCH3003"
    )]
    [InlineData("[Product(\"mailbox\")]\n", "", "ORCH4001")]
    [InlineData("[ProductBlock(\"Mailbox\")]\n", "", "ORCH4001")]
    [InlineData("    [Step(\"New mailbox\")]\n", "", "ORCH3001")]
    [InlineData("Begin >> Remove<MailResource>()", "Begin", "ORCH5005")]
    [InlineData(" >> StoreProcessSubscription", "", "ORCH1007")]
    [InlineData("    [TerminateWorkflow(typeof(Mailbox), \"Terminate mailbox\")]\n", "", "ORCH1013")]
    [InlineData("    [ModifyWorkflow(typeof(Mailbox), \"Modify mailbox\", InputForm = nameof(AskMailbox))]\n", "", "ORCH1013")]
    [InlineData(
        " >> SetMailbox >> UpdateMailServer;\n    [TerminateWorkflow",
        " >> UpdateMailServer >> SetMailbox;\n    [TerminateWorkflow",
        "ORCH5014"
    )]
    [InlineData(" >> UpdateMailServer;\n    [TerminateWorkflow", ";\n    [TerminateWorkflow", "ORCH4003")]
    [InlineData("subscription.SubscriptionId.ToString()", "subscription.Box.Address!", "ORCH5013")]
    [InlineData("Mailbox NewMailbox(Guid product)", "(Mailbox Mailbox, int Count) NewMailbox(Guid product)", "ORCH3003")]
    public async Task The_rule_about_the_slip_speaks(string text, string instead, string id)
    {
        Assert.Contains(text, Minimal, StringComparison.Ordinal);

        var said = await FindAsync(Minimal.Replace(text, instead, StringComparison.Ordinal));

        Assert.Equal([id], said.Ours);
    }

    /// <summary>
    /// A resource that takes a view makes each slip by which the view is lost an error of a declaration, at which the compiler stops before
    /// any analyzer runs.
    /// </summary>
    [Theory]
    [InlineData("[Product(\"mailbox\")]\n", "", "ORCH4001")]
    [InlineData("sealed partial class Mailbox :", "sealed class Mailbox :", "ORCH1001")]
    [InlineData("[RequiredFrom(SubscriptionLifecycle.Active)] ", "", "ORCH4016")]
    [InlineData("{ public MailboxBlock Box", "{ public int Model { get; set; } public MailboxBlock Box", "ORCH4016")]
    public async Task A_slip_that_hides_a_view_is_one_diagnostic_in_a_build(string text, string instead, string id)
    {
        var taking = Minimal
            .Replace("public int Quota", "[RequiredFrom(SubscriptionLifecycle.Active)] public int? Quota", StringComparison.Ordinal)
            .Replace("MailState(string? Address, int Quota)", "MailState(string? Address, int? Quota)", StringComparison.Ordinal)
            .Replace("ExternalResource<Mailbox, ", "ExternalResource<Mailbox, Mailbox.Active, ", StringComparison.Ordinal)
            .Replace("Describe(Mailbox ", "Describe(Mailbox.Active ", StringComparison.Ordinal)
            .Replace("Mailbox : SubscriptionModel {", "Mailbox : SubscriptionModel\n{", StringComparison.Ordinal);
        Assert.Contains(text, taking, StringComparison.Ordinal);
        Assert.DoesNotContain(
            await AnalyzerTest.FindInBuildAsync(Application, taking, SampleSources.GlobalUsings),
            static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error
        );

        var said = await AnalyzerTest.FindInBuildAsync(
            Application,
            taking.Replace(text, instead, StringComparison.Ordinal),
            SampleSources.GlobalUsings
        );

        Assert.Equal(
            [id],
            said.Where(static diagnostic => diagnostic.Id.StartsWith("ORCH", StringComparison.Ordinal))
                .Select(static diagnostic => diagnostic.Id)
        );
    }

    private static async Task<IReadOnlyList<(Slip Slip, Said Said)>> FindAllAsync()
    {
        var all = new List<(Slip, Said)>();
        foreach (var slip in Matrix.Share([.. SlipsOfAuthors.In(Minimal)]))
        {
            all.Add((slip, await FindAsync(slip.Text)));
        }

        return all;
    }

    private static async Task<Said> FindAsync(string text)
    {
        var compilation = GeneratorTest.Compile(Application, text, SampleSources.GlobalUsings);
        GeneratorTest
            .CreateDriver(Application)
            .RunGeneratorsAndUpdateCompilation(compilation, out var output, out var generated, TestContext.Current.CancellationToken);
        Diagnostic[] ours = [.. generated, .. await AnalyzerTest.AnalyzeAsync(output, Application)];
        return new(
            [.. ours.Select(static diagnostic => diagnostic.Id).Distinct()],
            [
                .. output
                    .GetDiagnostics(TestContext.Current.CancellationToken)
                    .Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
                    .Select(static diagnostic => diagnostic.Id)
                    .Distinct(),
            ],
            ours.Any(static diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)
        );
    }

    // The statements that start the host need packages of their own.
    private static string Minimal { get; } = ReadMinimal();

    private static string ReadMinimal()
    {
        var root = CSharpSyntaxTree
            .ParseText(File.ReadAllText(Path.Combine(SampleSources.Folder, "..", "Minimal", "Program.cs")))
            .GetCompilationUnitRoot();
        return "Console.WriteLine();\n"
            + root.WithMembers([.. root.Members.Where(static member => member is not GlobalStatementSyntax)]).ToFullString();
    }

    /// <summary>The ids of what is said.</summary>
    /// <param name="Ours">Those of the rules.</param>
    /// <param name="Compiler">The errors of the compiler.</param>
    /// <param name="IsShown">Whether a build shows one of the rules.</param>
    private sealed record Said(IReadOnlyList<string> Ours, IReadOnlyList<string> Compiler, bool IsShown);
}
