using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Orchestrator.Generators.Binding;
using Orchestrator.Generators.Collections;
using Orchestrator.Generators.CSharp;
using Orchestrator.Generators.Refusals;
using Orchestrator.Generators.Symbols;

namespace Orchestrator.Generators.Resources;

/// <summary>Reads how an external resource is made, and how its state is compared.</summary>
internal sealed class ResourceParser(CompilationReader reader)
{
    /// <summary>True for a part of a class that has attributes.</summary>
    public static bool IsCandidate(SyntaxNode node) => node is ClassDeclarationSyntax { AttributeLists.Count: > 0 };

    /// <summary>Reads a resource; null when its class cannot be used, or when another one of its parts speaks for it.</summary>
    public static ResourceModel? TryParse(SyntaxNode candidate, SemanticModel model, CancellationToken cancellationToken)
    {
        var reader = CompilationReader.Of(model.Compilation);
        return
            reader.HasLanguage
            && model.GetDeclaredSymbol(candidate, cancellationToken) is INamedTypeSymbol type
            && ResourceDeclaration.TryRead(type, reader) is { } resource
            && resource.Attribute.ApplicationSyntaxReference is { } mark
            && mark.SyntaxTree == candidate.SyntaxTree
            && candidate.Span.Contains(mark.Span)
            ? new ResourceParser(reader).Parse(resource, cancellationToken).Value
            : null;
    }

    /// <summary>Reads a resource, or says why it cannot be used.</summary>
    public Parsed<ResourceModel> Parse(ResourceDeclaration resource, CancellationToken cancellationToken)
    {
        var type = resource.Type;
        var place = TypeHierarchyParser.Parse(type, reader, cancellationToken);
        ImmutableArray<Refusal> refusals = [.. place.Refusals, .. FindRefusals(resource)];
        var constructor = ParseConstructor(type);
        var state = StateParser.Parse(resource, reader);
        refusals = [.. refusals, .. constructor.Refusals, .. refusals.IsEmpty ? state.Refusals : []];
        if (refusals.IsEmpty && place.Value is { } hierarchy && constructor.Value is { } services && state.Value is { } shapes)
        {
            return new ResourceModel(
                hierarchy with
                {
                    FileName = hierarchy.FileName + ".Resource",
                },
                resource.Id,
                resource.Name!,
                resource.System,
                resource.IsReadable,
                resource.StateKey,
                services.ToEquatableArray(),
                ResourceDeclaration.FindRoot(type, reader.Known.ExternalResource) is null
                && ResourceDeclaration.FindRoot(type, reader.Known.ExternalResourceSet) is null
                    ? new(SymbolFormats.Bare(resource.Subscription!.Product), resource.Described!.View)
                    : null,
                shapes.Root,
                SymbolFormats.Bare(resource.State!),
                shapes.Types.ToEquatableArray()
            )
            {
                UseDiagnostics = shapes.UseDiagnostics,
                SettlesWithin = resource.SettlesWithin?.Ticks,
                HasWriteOnly = StateMarks.Of(reader).HasWriteOnly(resource.State!),
            };
        }

        return place.Value is { } open && !refusals.IsEmpty && refusals.All(UnseenTypes.MayPass)
            ? ResourceModel.LeaveOut(open with { FileName = open.FileName + ".Resource" })
            : refusals;
    }

    private IEnumerable<Refusal> FindRefusals(ResourceDeclaration resource)
    {
        var type = resource.Type;
        if (type.IsAbstract)
        {
            yield return new(RefusalKind.ResourceIsAbstract, type);
        }

        if (string.IsNullOrWhiteSpace(resource.Name))
        {
            yield return new(resource.Attribute.IsWritten(0) ? RefusalKind.ResourceHasNoName : RefusalKind.ReportedByCompiler, type);
        }

        string[] names = [EmittedNames.Resource, "Shape", "View"];
        if (names.Select(name => TakenNames.Find(type, name)).FirstOrDefault(static taken => taken is not null) is { } taken)
        {
            yield return taken with
            {
                Kind = RefusalKind.ResourceNameTaken,
                At = type,
            };
        }

        if (resource.State is null)
        {
            yield return new(UnseenTypes.HasUnseenBase(type) ? RefusalKind.TypeNotSeen : RefusalKind.ResourceBaseIsWrong, type);
        }
        else if (!IsAsVisibleAs(resource.State, type))
        {
            // CS0060, in later compilers CS9338, stands at the class itself.
            yield return new(RefusalKind.ReportedByCompiler, type);
        }
        else if (resource.Subscription is not { View.Length: 0 } subscription)
        {
            yield return ModelRefusal(resource.Model!);
        }
        else if (resource.Described is not { } described || !SymbolEqualityComparer.Default.Equals(described.Product, subscription.Product))
        {
            yield return ModelRefusal(resource.View!);
        }

        if (resource is { WrittenSettlesWithin: not null } and ({ SettlesWithin: null } or { IsReadable: false }))
        {
            yield return new(RefusalKind.ResourceNeverSettles, type, resource.WrittenSettlesWithin);
        }

        if (resource is { IsSet: true, IsReadable: false })
        {
            yield return new(RefusalKind.ResourceSetIsNotReadable, type);
        }

        if (resource is { IsSet: false, IsReadable: true, State: not null } && !IsRead(type))
        {
            yield return new(RefusalKind.ResourceIsNotRead, type);
        }

        Refusal ModelRefusal(ITypeSymbol wrong) =>
            new(
                wrong.TypeKind == TypeKind.Error ? RefusalKind.TypeNotSeen
                    : UnseenTypes.IsProductWithoutBase(wrong, reader.Known) ? RefusalKind.ReportedElsewhere
                    : RefusalKind.ResourceModelIsWrong,
                type,
                wrong.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)
            );
    }

    /// <summary>True when all who can access a class can access a type as well, so that a protected member may return it.</summary>
    private static bool IsAsVisibleAs(ITypeSymbol shown, INamedTypeSymbol type) =>
        shown switch
        {
            IArrayTypeSymbol array => IsAsVisibleAs(array.ElementType, type),
            INamedTypeSymbol named => (!IsPublic(type) || IsPublic(named))
                && named.TypeArguments.All(argument => IsAsVisibleAs(argument, type)),
            _ => true,
        };

    private static bool IsPublic(INamedTypeSymbol type)
    {
        for (var current = type; current is not null; current = current.ContainingType)
        {
            if (current.DeclaredAccessibility is not (Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal))
            {
                return false;
            }
        }

        return true;
    }

    private bool IsRead(INamedTypeSymbol type)
    {
        for (
            var current = type;
            current is not null && !KnownSymbols.Is(current.OriginalDefinition, reader.Known.ExternalResourceOf);
            current = current.BaseType
        )
        {
            if (current.GetMembers("ReadAsync").Any(static member => member.IsOverride))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>What the one constructor is given.</summary>
    private Parsed<ServiceModel[]> ParseConstructor(INamedTypeSymbol type)
    {
        IMethodSymbol[] constructors =
        [
            .. type.InstanceConstructors.Where(static constructor => constructor.DeclaredAccessibility != Accessibility.Private),
        ];
        if (constructors is not [var constructor])
        {
            return new Refusal(
                RefusalKind.ResourceConstructor,
                type,
                constructors.Length == 0 ? "it has no constructor that can be called" : "it has several constructors"
            );
        }

        if (HasRequiredMembers(type) && !SetsRequiredMembers(constructor))
        {
            return new Refusal(RefusalKind.ResourceConstructor, type, "it has required members");
        }

        if (constructor.IsForbidden(reader))
        {
            return new Refusal(RefusalKind.ResourceConstructor, type, "its constructor is obsolete as an error");
        }

        ImmutableArray<Refusal> refusals = [.. constructor.Parameters.Select(parameter => FindRefusal(parameter, type)).OfType<Refusal>()];
        return refusals.IsEmpty ? constructor.Parameters.Select(ServiceOf).ToArray() : refusals;
    }

    private static bool HasRequiredMembers(INamedTypeSymbol type)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (
                current
                    .GetMembers()
                    .Any(static member => member is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true })
            )
            {
                return true;
            }
        }

        return false;
    }

    private static bool SetsRequiredMembers(IMethodSymbol constructor) =>
        constructor.GetAttributes().Any(static attribute => attribute.AttributeClass?.Name == "SetsRequiredMembersAttribute");

    private Refusal? FindRefusal(IParameterSymbol parameter, INamedTypeSymbol type) =>
        TypeUse.FindRefusal(parameter.Type, type, reader) is { } refusal
            ? refusal.Kind == RefusalKind.TypeNotSeen
                ? refusal
                : new(RefusalKind.ResourceConstructor, type, $"its constructor's parameter '{parameter.Name}' is a '{refusal.Detail}'")
            : parameter.RefKind != RefKind.None || !IsService(parameter.Type)
                ? new(
                    RefusalKind.ResourceConstructor,
                    type,
                    $"its constructor's parameter '{parameter.Name}' is not a service but a "
                        + $"'{parameter.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}'"
                )
                : ServiceKey.FindRefusal(parameter, reader) is not { } key
                    ? null
                    : key.Kind == RefusalKind.TypeNotSeen
                        ? key with
                        {
                            At = type,
                        }
                        : new(
                            RefusalKind.ResourceConstructor,
                            type,
                            key.Kind == RefusalKind.KeyIsInherited
                                    ? $"the key of its constructor's parameter '{parameter.Name}' is set by an attribute that derives "
                                        + "from [FromKeyedServices], which is not read"
                                : key.Kind == RefusalKind.KeyIsArray
                                    ? $"the key of its constructor's parameter '{parameter.Name}' is an array, under which no service "
                                        + "is found"
                                : $"the key of its constructor's parameter '{parameter.Name}' names '{key.Detail}', which emitted "
                                    + "code cannot"
                        );

    private static bool IsService(ITypeSymbol type) =>
        type is INamedTypeSymbol { TypeKind: TypeKind.Interface or TypeKind.Class, SpecialType: SpecialType.None };

    private ServiceModel ServiceOf(IParameterSymbol parameter) =>
        KnownSymbols.Is(parameter.Type, reader.Known.Logger)
            ? new(null, null, IsOptional: false)
            : new(ServiceKey.TypeOf(parameter), ServiceKey.Read(parameter, reader.Known), ServiceKey.IsOptional(parameter));
}
