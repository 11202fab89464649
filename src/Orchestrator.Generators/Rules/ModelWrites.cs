using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Orchestrator.Generators.Symbols;

namespace Orchestrator.Generators.Rules;

/// <summary>
/// Follows products and blocks through the methods of a compilation, for rules that have to know what a step may set in them and whether
/// that is all.
/// </summary>
internal sealed class ModelWrites(CompilationReader reader)
{
    private readonly ConcurrentDictionary<IMethodSymbol, MemberWrites> _found = new(SymbolEqualityComparer.Default);
    private readonly MethodOperations _bodies = MethodOperations.Of(reader);

    /// <summary>That of a compilation, which follows each method once.</summary>
    public static ModelWrites Of(CompilationReader reader) => reader.Get(static reader => new ModelWrites(reader));

    /// <summary>What a method sets.</summary>
    public MemberWrites Find(IMethodSymbol method, CancellationToken cancellationToken) =>
        _found.TryGetValue(method, out var known) ? known : _found.GetOrAdd(method, Follow(method, cancellationToken));

    private MemberWrites Follow(IMethodSymbol method, CancellationToken cancellationToken)
    {
        var members = ImmutableHashSet.CreateBuilder<IPropertySymbol>(SymbolEqualityComparer.Default);
        var varied = ImmutableHashSet.CreateBuilder<IPropertySymbol>(SymbolEqualityComparer.Default);
        var isComplete = true;
        var seen = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        var waiting = new Stack<IMethodSymbol>([method]);
        while (waiting.Count > 0)
        {
            var current = waiting.Pop();
            if (!seen.Add(current))
            {
                continue;
            }

            var operations = _bodies.Find(current, cancellationToken);
            isComplete &= !operations.IsEmpty;
            foreach (var operation in operations)
            {
                foreach (var target in TargetsOf(operation))
                {
                    if (target is IPropertyReferenceOperation { Property: var property })
                    {
                        members.Add(property.OriginalDefinition);
                        if (!(operation is ISimpleAssignmentOperation { Value: var value } && IsConstant(value)))
                        {
                            varied.Add(property.OriginalDefinition);
                        }
                    }

                    // What is kept in a field is changed wherever the field is known.
                    isComplete &= target is not IFieldReferenceOperation || !Holds(target.Type);
                }

                foreach (var called in FindCalled(operation))
                {
                    if (called is null)
                    {
                        isComplete = false;
                    }
                    else
                    {
                        waiting.Push(called);
                    }
                }
            }
        }

        return new(members.ToImmutable(), varied.ToImmutable(), isComplete);
    }

    // 5 for an int? is converted, and the compiler knows no constants of that type.
    private static bool IsConstant(IOperation value) =>
        value.ConstantValue.HasValue
        || value is IConversionOperation { OperatorMethod: null, Operand.ConstantValue: { HasValue: true, Value: not null } };

    private IEnumerable<IOperation> TargetsOf(IOperation operation) =>
        operation switch
        {
            IAssignmentOperation assignment => Flatten(assignment.Target),
            IIncrementOrDecrementOperation increment => [increment.Target],
            IMemberInitializerOperation initializer => [initializer.InitializedMember],
            _ when ModelMutation.FindChangedList(operation, reader.Known) is { } list => [list],
            _ => [],
        };

    // (a, (b, c)) = ...
    private static IEnumerable<IOperation> Flatten(IOperation target) =>
        target is ITupleOperation tuple ? tuple.Elements.SelectMany(Flatten) : [target];

    /// <summary>The methods that get or give a product or block, each null that is not seen.</summary>
    private IEnumerable<IMethodSymbol?> FindCalled(IOperation operation)
    {
        switch (operation)
        {
            case IInvocationOperation call when Carries(call) && !IsHarmless(call.TargetMethod):
                yield return Seen(call.TargetMethod);
                break;
            case IMethodReferenceOperation { Method: var method } when method.Parameters.Any(IsHeld) && !IsHarmless(method):
                yield return Seen(method);
                break;

            // What holds a product or block may change it later.
            case IObjectCreationOperation { Constructor: { IsImplicitlyDeclared: false } constructor } creation
                when IsModel(creation.Type) && !constructor.ContainingType.IsEmitted():
                yield return Seen(constructor);
                break;
            case IObjectCreationOperation creation when !IsModel(creation.Type) && creation.Arguments.Any(Gives):
                yield return null;
                break;
            case IConversionOperation { OperatorMethod: { } conversion }
                when Holds(conversion.ReturnType) || conversion.Parameters.Any(IsHeld):
                yield return Seen(conversion);
                break;
            case IPropertyReferenceOperation { Property: var property } when FindWritten(property).ToArray() is { Length: > 0 } accessors:
                foreach (var accessor in accessors)
                {
                    yield return Seen(accessor);
                }

                break;
            case IMemberReferenceOperation { Member: IPropertySymbol or IFieldSymbol } member
                when Holds(member.Type) && IsElsewhere(member.Member):
            case IDynamicInvocationOperation or IDynamicObjectCreationOperation or IDynamicMemberReferenceOperation:
                yield return null;
                break;
            default:
                break;
        }
    }

    private bool Carries(IInvocationOperation call) =>
        Holds(call.TargetMethod.ReturnType) || (call.Instance is { } instance && Holds(instance.Type)) || call.Arguments.Any(Gives);

    private bool IsHeld(IParameterSymbol parameter) => Holds(parameter.Type);

    private bool Gives(IArgumentOperation argument) => Gives(argument.Value);

    private bool Gives(IOperation value) =>
        value switch
        {
            IConversionOperation conversion => Gives(conversion.Operand),
            IArrayCreationOperation { Initializer: { } elements } => elements.ElementValues.Any(Gives),
            ICollectionExpressionOperation collection => collection.Elements.Any(Gives),
            _ => Holds(value.Type),
        };

    private static IMethodSymbol? Seen(IMethodSymbol method)
    {
        var declared = (method.ReducedFrom ?? method).OriginalDefinition;
        return
            declared.DeclaringSyntaxReferences.IsEmpty
            || declared.IsAbstract
            || declared.IsVirtual
            || (declared.IsOverride && !declared.IsSealed && !declared.ContainingType.IsSealed)
            ? null
            : declared;
    }

    // What the build emits sets nothing by itself, and neither do sequences, comparisons and checks for null.
    private bool IsHarmless(IMethodSymbol method) =>
        method.IsEmitted()
        || method.ContainingType is not { } type
        || KnownSymbols.Is(type, reader.Known.SubscriptionModel)
        || KnownSymbols.Is(type, reader.Known.ProductBlock)
        || type.SpecialType is SpecialType.System_Object or SpecialType.System_String
        || type is { Name: "ArgumentNullException" or "ArgumentException" or "HashCode" or "Task" or "ValueTask" }
            && type.ContainingNamespace is { Name: "System" or "Tasks" }
        || type.ContainingNamespace?.ToDisplayString() is "System.Linq" or "System.Collections.Generic" or "System.Threading.Tasks";

    /// <summary>The accessors of a property of a product or block that its author has written.</summary>
    private IEnumerable<IMethodSymbol> FindWritten(IPropertySymbol property) =>
        !IsModel(property.ContainingType) || property.ContainingType.IsEmitted()
            ? []
            : new[] { property.GetMethod, property.SetMethod }
                .OfType<IMethodSymbol>()
                .Where(static accessor =>
                    accessor.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax()
                        is ArrowExpressionClauseSyntax
                            or AccessorDeclarationSyntax { Body: not null }
                            or AccessorDeclarationSyntax { ExpressionBody: not null }
                );

    // A product that is kept in a static member, or that something else than a product has, may have been changed anywhere.
    private bool IsElsewhere(ISymbol member) =>
        member.IsStatic
        || !(IsModel(member.ContainingType) || member.ContainingType.IsTupleType || IsOfSystem(member.ContainingType.ContainingNamespace));

    private static bool IsOfSystem(INamespaceSymbol? space)
    {
        while (space is { ContainingNamespace.IsGlobalNamespace: false })
        {
            space = space.ContainingNamespace;
        }

        return space is { Name: "System", IsGlobalNamespace: false };
    }

    private bool IsModel(ITypeSymbol? type) =>
        reader.Known.IsProductBlock(type) || reader.Known.IsSubscriptionModel(type) || reader.Known.IsLifecycleView(type);

    /// <summary>True for a product, a block, a view of one, and what has elements or arguments of such a type.</summary>
    private bool Holds(ITypeSymbol? type) =>
        type switch
        {
            IArrayTypeSymbol array => Holds(array.ElementType),
            INamedTypeSymbol named => IsModel(named) || named.TypeArguments.Any(Holds),
            _ => false,
        };
}
