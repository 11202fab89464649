using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Orchestrator.Generators.Rules;

/// <summary>
/// What rules that look into bodies share. They are called with syntax and bind it themselves, because asking for operations binds every
/// body of a project.
/// </summary>
internal static class CodeBlockExtensions
{
    /// <summary>Binds the body and gives all that it does, from the outside in.</summary>
    public static IEnumerable<IOperation> DescendantOperations(this CodeBlockAnalysisContext context) =>
        context.SemanticModel.GetOperation(context.CodeBlock, context.CancellationToken)?.DescendantsAndSelf() ?? [];
}
