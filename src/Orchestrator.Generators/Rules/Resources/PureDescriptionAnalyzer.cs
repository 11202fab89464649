using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Orchestrator.Generators.Diagnostics;
using Orchestrator.Generators.Resources;
using Orchestrator.Generators.Symbols;

namespace Orchestrator.Generators.Rules.Resources;

/// <summary>
/// ORCH5004: <c>Identify</c> or <c>Describe</c> of an external resource uses a service, waits for a task, or makes a value that is another
/// one each time.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PureDescriptionAnalyzer : OrchestratorAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.DescriptionIsNotPure];

    private protected override void Register(CompilationStartAnalysisContext context, CompilationReader reader) =>
        context.RegisterCodeBlockAction(block => Analyze(block, reader));

    private static void Analyze(CodeBlockAnalysisContext context, CompilationReader reader)
    {
        if (
            context.OwningSymbol is not IMethodSymbol { Name: "Identify" or "Describe", IsOverride: true } method
            || ResourceDeclaration.FindRoot(method.ContainingType, reader.Known.ExternalResourceOf) is null
        )
        {
            return;
        }

        var flow = VolatileFlow.Of(reader);
        foreach (var operation in context.DescendantOperations())
        {
            if (FindProblem(operation, flow, reader, context.CancellationToken) is { } problem && !VolatileFlow.IsOnlyNamed(operation))
            {
                context.ReportDiagnostic(
                    Diagnostic.Create(
                        DiagnosticDescriptors.DescriptionIsNotPure,
                        operation.Syntax.GetLocation(),
                        $"{method.ContainingType.Name}.{method.Name}",
                        problem
                    )
                );
            }
        }
    }

    private static string? FindProblem(
        IOperation operation,
        VolatileFlow flow,
        CompilationReader reader,
        CancellationToken cancellationToken
    ) =>
        FindService(operation, cancellationToken) is { } service ? $"it uses the service '{service}'"
        : WaitsFor(operation, reader) ? "it waits for a task"
        : flow.FindMade(operation, cancellationToken) is { IsEmpty: false } path
            ? $"it calls '{string.Join(" -> ", path)}', which is another value each time"
        : null;

    private static bool WaitsFor(IOperation operation, CompilationReader reader) =>
        operation switch
        {
            IAwaitOperation => true,
            IPropertyReferenceOperation { Property: { Name: "Result" } property } => reader.Known.IsTask(property.ContainingType),
            IInvocationOperation { TargetMethod: { Name: "Wait" or "GetAwaiter" } method } => reader.Known.IsTask(method.ContainingType),
            _ => false,
        };

    /// <summary>A parameter of the constructor, or a member of the resource that keeps one; null for anything else.</summary>
    private static string? FindService(IOperation operation, CancellationToken cancellationToken) =>
        operation switch
        {
            IParameterReferenceOperation { Parameter: { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } } parameter }
                when MayBeService(parameter.Type) => parameter.Name,
            IMemberReferenceOperation
            {
                Instance: IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance },
                Member: var member
            } when member is IFieldSymbol or IPropertySymbol && KeepsService(member, cancellationToken) => member.Name,
            _ => null,
        };

    // A text or a number is a value that the class was made with.
    private static bool MayBeService(ITypeSymbol type) =>
        type is { IsReferenceType: true, SpecialType: not SpecialType.System_String } and not IArrayTypeSymbol;

    private static bool KeepsService(ISymbol member, CancellationToken cancellationToken)
    {
        var type = member switch
        {
            IFieldSymbol field => field.Type,
            IPropertySymbol property => property.Type,
            _ => null,
        };
        if (type is null || !MayBeService(type))
        {
            return false;
        }

        var constructors = member
            .ContainingType.InstanceConstructors.Where(static constructor => !constructor.Parameters.IsEmpty)
            .ToArray();
        var parameters = new HashSet<string>(
            constructors
                .SelectMany(static constructor => constructor.Parameters)
                .Where(static parameter => MayBeService(parameter.Type))
                .Select(static parameter => parameter.Name),
            StringComparer.Ordinal
        );
        return parameters.Count > 0
            && (
                member.DeclaringSyntaxReferences.Any(reference => Names(reference.GetSyntax(cancellationToken), parameters))
                || constructors
                    .SelectMany(static constructor => constructor.DeclaringSyntaxReferences)
                    .Select(reference => reference.GetSyntax(cancellationToken))
                    .OfType<ConstructorDeclarationSyntax>()
                    .SelectMany(static constructor => constructor.DescendantNodes().OfType<AssignmentExpressionSyntax>())
                    .Any(assignment => NameOf(assignment.Left) == member.Name && Names(assignment.Right, parameters))
            );
    }

    private static bool Names(SyntaxNode node, HashSet<string> parameters) =>
        node.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Any(name => parameters.Contains(name.Identifier.ValueText));

    private static string? NameOf(ExpressionSyntax target) =>
        target switch
        {
            IdentifierNameSyntax name => name.Identifier.ValueText,
            MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax, Name: var name } => name.Identifier.ValueText,
            _ => null,
        };
}
