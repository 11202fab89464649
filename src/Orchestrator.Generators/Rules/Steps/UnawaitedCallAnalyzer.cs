using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Orchestrator.Generators.Diagnostics;
using Orchestrator.Generators.Symbols;

namespace Orchestrator.Generators.Rules.Steps;

/// <summary>
/// ORCH3012: a step, or a method of an external resource, drops the task of a call. The compiler says it of statements in async methods, so
/// it is said here of the rest.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnawaitedCallAnalyzer : OrchestratorAnalyzer
{
    // Methods that give tasks are named so, apart from these.
    private const string Suffix = "Async";

    private static readonly HashSet<string> Others = new(StringComparer.Ordinal)
    {
        "Run",
        "StartNew",
        "WhenAll",
        "WhenAny",
        "ContinueWith",
    };

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.CallIsNotAwaited];

    private protected override void Register(CompilationStartAnalysisContext context, CompilationReader reader) =>
        context.RegisterCodeBlockAction(block => Analyze(block, reader));

    private static void Analyze(CodeBlockAnalysisContext context, CompilationReader reader)
    {
        if (context.OwningSymbol is not IMethodSymbol method || NameOf(method, reader) is not { } subject)
        {
            return;
        }

        foreach (var call in context.CodeBlock.DescendantNodes().OfType<InvocationExpressionSyntax>())
        {
            if (
                MayGiveTask(call, out var name)
                && MayBeDropped(call, context.SemanticModel, context.CancellationToken)
                && context.SemanticModel.GetSymbolInfo(call, context.CancellationToken).Symbol is IMethodSymbol called
                && reader.Known.IsTask(called.OriginalDefinition.ReturnType)
            )
            {
                context.ReportDiagnostic(
                    Diagnostic.Create(DiagnosticDescriptors.CallIsNotAwaited, name.GetLocation(), subject, name.Identifier.ValueText)
                );
            }
        }
    }

    private static string? NameOf(IMethodSymbol method, CompilationReader reader) =>
        method.HasAttribute(reader.Known.StepAttribute) ? $"Step '{method.Name}'"
        : method.IsOverride && method.ContainingType.HasAttribute(reader.Known.ExternalResourceAttribute)
            ? $"'{method.ContainingType.Name}.{method.Name}'"
        : null;

    private static bool MayGiveTask(InvocationExpressionSyntax call, out SimpleNameSyntax name)
    {
        name = call.Expression switch
        {
            MemberAccessExpressionSyntax access => access.Name,
            MemberBindingExpressionSyntax binding => binding.Name,
            SimpleNameSyntax simple => simple,
            _ => null!,
        };
        return name?.Identifier.ValueText is { } text && (text.EndsWith(Suffix, StringComparison.Ordinal) || Others.Contains(text));
    }

    private static bool MayBeDropped(InvocationExpressionSyntax call, SemanticModel model, CancellationToken cancellationToken)
    {
        var value = Outermost(call);
        return value.Parent switch
        {
            ExpressionStatementSyntax statement => !IsAsync(statement),
            AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: "_" } left } assignment => assignment.Right
                == value
                && model.GetSymbolInfo(left, cancellationToken).Symbol is IDiscardSymbol,
            ArrowExpressionClauseSyntax { Parent: MethodDeclarationSyntax method } => IsVoid(method.ReturnType),
            ArrowExpressionClauseSyntax { Parent: LocalFunctionStatementSyntax local } => IsVoid(local.ReturnType),
            LambdaExpressionSyntax { AsyncKeyword.RawKind: 0 } lambda => model.GetTypeInfo(lambda, cancellationToken).ConvertedType
                is INamedTypeSymbol { DelegateInvokeMethod.ReturnsVoid: true },
            _ => false,
        };
    }

    // (client?.PutAsync())!.ConfigureAwait(false)
    private static ExpressionSyntax Outermost(ExpressionSyntax call)
    {
        while (true)
        {
            switch (call.Parent)
            {
                case ParenthesizedExpressionSyntax or PostfixUnaryExpressionSyntax:
                case ConditionalAccessExpressionSyntax access when access.WhenNotNull == call:
                    call = (ExpressionSyntax)call.Parent;
                    break;
                case MemberAccessExpressionSyntax
                {
                    Name.Identifier.ValueText: "ConfigureAwait",
                    Parent: InvocationExpressionSyntax configured
                }:
                    call = configured;
                    break;
                default:
                    return call;
            }
        }
    }

    private static bool IsVoid(TypeSyntax type) => type is PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.VoidKeyword };

    private static bool IsAsync(SyntaxNode statement) =>
        statement
            .Ancestors()
            .Select(static node =>
                node switch
                {
                    AnonymousFunctionExpressionSyntax function => function.AsyncKeyword.RawKind != 0,
                    LocalFunctionStatementSyntax local => local.Modifiers.Any(SyntaxKind.AsyncKeyword),
                    BaseMethodDeclarationSyntax method => method.Modifiers.Any(SyntaxKind.AsyncKeyword),
                    _ => (bool?)null,
                }
            )
            .FirstOrDefault(static found => found is not null) == true;
}
