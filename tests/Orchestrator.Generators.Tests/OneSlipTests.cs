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
    private static readonly string[] ExplainsCompiler = ["ORCH1001", "ORCH1002", "ORCH1004", "ORCH3001", "ORCH4001", "ORCH5001"];

    [Fact]
    public async Task The_sample_itself_is_correct()
    {
        var said = await FindAsync(Minimal);

        Assert.Empty(said.Ours.Concat(said.Compiler));
    }

    [Fact]
    public async Task A_slip_is_one_diagnostic_and_none_beside_the_compilers()
    {
        var slips = SlipsOfAuthors.In(Minimal).ToArray();
        var wrong = new List<string>();

        foreach (var slip in Matrix.Share(slips))
        {
            var said = await FindAsync(slip.Text);
            if (said.Ours.Count > 1 || (said.Compiler.Count > 0 && said.Ours.Except(ExplainsCompiler).Any()))
            {
                wrong.Add($"{slip.What}: {string.Join(", ", said.Ours.Concat(said.Compiler))}");
            }
        }

        Assert.InRange(slips.Length, 200, 400);
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Theory]
    [InlineData("    [ExternalSystemSteps]\n", "", "ORCH2005")]
    [InlineData("[ExternalResource(\"mailbox on the mail server\")]\n", "", "ORCH5001")]
    [InlineData("[Product(\"mailbox\")]\n", "", "ORCH1004")]
    [InlineData("    [Step(\"New mailbox\")]\n", "", "ORCH3001")]
    [InlineData("Begin >> Remove<MailResource>()", "Begin", "ORCH5005")]
    [InlineData(" >> StoreProcessSubscription", "", "ORCH1007")]
    [InlineData("[TerminateWorkflow(typeof(Mailbox), \"Terminate mailbox\")]\n", "", "ORCH4003")]
    [InlineData(" >> UpdateMailServer;\n    [TerminateWorkflow", ";\n    [TerminateWorkflow", "ORCH4003")]
    [InlineData("subscription.SubscriptionId.ToString()", "subscription.Box.Address!", "ORCH5013")]
    [InlineData("Mailbox NewMailbox(Guid product)", "(Mailbox Mailbox, int Count) NewMailbox(Guid product)", "ORCH3003")]
    public async Task The_rule_about_the_slip_speaks(string text, string instead, string id)
    {
        Assert.Contains(text, Minimal, StringComparison.Ordinal);

        var said = await FindAsync(Minimal.Replace(text, instead, StringComparison.Ordinal));

        Assert.Equal([id], said.Ours);
    }

    private static async Task<Said> FindAsync(string text)
    {
        var compilation = GeneratorTest.Compile(Application, text, SampleSources.GlobalUsings);
        GeneratorTest
            .CreateDriver(Application)
            .RunGeneratorsAndUpdateCompilation(compilation, out var output, out _, TestContext.Current.CancellationToken);
        var ours = await AnalyzerTest.AnalyzeAsync(output, Application);
        return new(
            [.. ours.Select(static diagnostic => diagnostic.Id).Distinct()],
            [
                .. output
                    .GetDiagnostics(TestContext.Current.CancellationToken)
                    .Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
                    .Select(static diagnostic => diagnostic.Id)
                    .Distinct(),
            ]
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
    private sealed record Said(IReadOnlyList<string> Ours, IReadOnlyList<string> Compiler);
}
