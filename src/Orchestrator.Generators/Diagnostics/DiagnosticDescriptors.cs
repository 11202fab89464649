namespace Orchestrator.Generators.Diagnostics;

/// <summary>What the rules say. Each has a page <c>docs/rules/&lt;id&gt;.md</c> with bad and good code.</summary>
internal static partial class DiagnosticDescriptors
{
    private const string HelpLink = "https://github.com/orchestrator-net/orchestrator/blob/main/docs/rules/";
}
