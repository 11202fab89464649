using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Orchestrator.Generators.Diagnostics;
using Orchestrator.Generators.Symbols;
using Orchestrator.Generators.Workflows;

namespace Orchestrator.Generators.Rules.Forms;

/// <summary>ORCH4017: the form of a workflow never uses its session, so it asks no page.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SilentFormAnalyzer : OrchestratorAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.FormAsksNothing];

    private protected override void Register(CompilationStartAnalysisContext context, CompilationReader reader) =>
        context.RegisterCodeBlockAction(block => Analyze(block, reader));

    private static void Analyze(CodeBlockAnalysisContext context, CompilationReader reader)
    {
        if (
            context.OwningSymbol is IMethodSymbol { MethodKind: MethodKind.Ordinary } form
            && form.Parameters.FirstOrDefault(parameter => KnownSymbols.Is(parameter.Type, reader.Known.FormSession)) is { } session
            && context.CodeBlock is MethodDeclarationSyntax method
            && ((SyntaxNode?)method.Body ?? method.ExpressionBody) is { } body
            && !body.DescendantNodes().OfType<IdentifierNameSyntax>().Any(name => name.Identifier.ValueText == session.Name)
            && !OnlyThrows(method)
            && FindWorkflow(form, reader) is { } workflow
            && !HasError(context, method)
        )
        {
            context.ReportDiagnostic(
                Diagnostic.Create(DiagnosticDescriptors.FormAsksNothing, method.Identifier.GetLocation(), form.Name, session.Name, workflow)
            );
        }
    }

    // A name that the compiler does not know may be that of the session.
    private static bool HasError(CodeBlockAnalysisContext context, MethodDeclarationSyntax method) =>
        context
            .SemanticModel.GetDiagnostics(method.Span, context.CancellationToken)
            .Any(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);

    // What is not written yet asks nothing yet.
    private static bool OnlyThrows(MethodDeclarationSyntax method) =>
        method is { ExpressionBody.Expression: ThrowExpressionSyntax } or { Body.Statements: [ThrowStatementSyntax] };

    private static string? FindWorkflow(IMethodSymbol form, CompilationReader reader) =>
        form
            .ContainingType.GetMembers()
            .Select(member => WorkflowDeclaration.TryRead(member, reader))
            .FirstOrDefault(workflow => workflow?.InputForm == form.Name)
            ?.Name;
}
