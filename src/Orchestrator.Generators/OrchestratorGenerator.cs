using Microsoft.CodeAnalysis;
using Orchestrator.Generators.Catalogue;
using Orchestrator.Generators.Collections;
using Orchestrator.Generators.CSharp;
using Orchestrator.Generators.Mapping;
using Orchestrator.Generators.Pipeline;
using Orchestrator.Generators.Registry;
using Orchestrator.Generators.WorkflowClasses;

namespace Orchestrator.Generators;

/// <summary>
/// Emits how steps, forms, products and blocks are bound, the reconcile workflows, and the registry of the assembly. It reports nothing:
/// what cannot be emitted is left out, and an analyzer says why.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class OrchestratorGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        // No attribute provider: it binds every match again on each edit. A candidate is bound only when a declaration has changed
        // somewhere, and a class becomes one model whichever of seven attributes its methods have, under whatever alias.
        var classMemory = new ModelMemory<WorkflowClassModel>(WorkflowClassParser.TryParse);
        var productMemory = new ModelMemory<ProductModel>(MappingParser.TryParseProduct);
        var blockMemory = new ModelMemory<BlockModel>(MappingParser.TryParseBlock);
        var classes = context
            .SyntaxProvider.CreateSyntaxProvider(static (node, _) => WorkflowClassParser.IsCandidate(node), classMemory.Get)
            .NotNull(TrackingNames.WorkflowClasses);
        var products = context
            .SyntaxProvider.CreateSyntaxProvider(static (node, _) => MappingParser.IsCandidate(node), productMemory.Get)
            .NotNull(TrackingNames.Products);
        var blocks = context
            .SyntaxProvider.CreateSyntaxProvider(static (node, _) => MappingParser.IsCandidate(node), blockMemory.Get)
            .NotNull(TrackingNames.Blocks);

        var classTypes = classes
            .Where(static model => !model.IsPublishedOnly)
            .Select(static (model, _) => model.Type)
            .Collect()
            .Select(static (types, _) => types.ToEquatableArray())
            .WithTrackingName(TrackingNames.WorkflowClassTypes);
        var modelTypes = products
            .Where(static model => !model.Mapping.IsLeftOut)
            .Select(static (model, _) => model.Mapping.Type)
            .Collect()
            .Combine(blocks.Where(static model => !model.Mapping.IsLeftOut).Select(static (model, _) => model.Mapping.Type).Collect())
            .Select(static (types, _) => types.Left.Concat(types.Right).ToEquatableArray())
            .WithTrackingName(TrackingNames.ModelTypes);
        var assemblyName = context
            .CompilationProvider.Select(static (compilation, _) => compilation.AssemblyName ?? "")
            .WithTrackingName(TrackingNames.AssemblyName);
        var everything = classTypes.Combine(modelTypes).Combine(assemblyName);

        var clashes = everything
            .Select(static (all, _) => FindClashes(all.Left.Left, all.Left.Right, all.Right))
            .WithTrackingName(TrackingNames.ClashingFileNames);
        var registry = everything
            .Select(static (all, _) => CreateRegistry(all.Left.Left, all.Left.Right, all.Right))
            .WithTrackingName(TrackingNames.Registry);

        context.RegisterSourceOutput(
            classes.Named(static model => model.Type, clashes, TrackingNames.WorkflowClassFiles),
            static (output, file) => output.AddSource(file.HintName, WorkflowClassEmitter.Emit(file.Model))
        );
        context.RegisterSourceOutput(
            products.Named(static model => model.Mapping.Type, clashes, TrackingNames.ProductFiles),
            static (output, file) => output.AddSource(file.HintName, MappingEmitter.Emit(file.Model))
        );
        context.RegisterSourceOutput(
            blocks.Named(static model => model.Mapping.Type, clashes, TrackingNames.BlockFiles),
            static (output, file) => output.AddSource(file.HintName, MappingEmitter.Emit(file.Model))
        );
        context.RegisterSourceOutput(
            registry,
            static (output, model) =>
            {
                if (model.WorkflowClasses.Count + model.Models.Count > 0)
                {
                    output.AddSource(RegistryEmitter.FileName(model.AssemblyName) + ".g.cs", RegistryEmitter.Emit(model));
                }
            }
        );
        RegisterCatalogue(context);
    }

    /// <summary>
    /// The catalogue is for a build that asks for it. It reads the whole compilation, which no editor should wait for, so the property is
    /// not set there.
    /// </summary>
    private static void RegisterCatalogue(IncrementalGeneratorInitializationContext context)
    {
        var isWanted = context.AnalyzerConfigOptionsProvider.Select(
            static (options, _) =>
                options.GlobalOptions.TryGetValue("build_property.OrchestratorCatalogue", out var path) && path.Length > 0
        );
        var catalogue = context
            .CompilationProvider.Combine(isWanted)
            .Select(static (pair, cancellationToken) => pair.Right ? CatalogueParser.Parse(pair.Left, cancellationToken) : null)
            .WithTrackingName(TrackingNames.Catalogue);
        context.RegisterSourceOutput(
            catalogue,
            static (output, model) =>
            {
                if (model is not null)
                {
                    output.AddSource(CatalogueEmitter.FileName(model.AssemblyName) + ".g.cs", CatalogueEmitter.Emit(model));
                }
            }
        );
    }

    private static RegistryModel CreateRegistry(
        EquatableArray<TypeHierarchy> classes,
        EquatableArray<TypeHierarchy> models,
        string assemblyName
    ) =>
        new(
            assemblyName,
            SortedNames(classes),
            SortedNames(models),
            classes
                .Concat(models)
                .SelectMany(static type => type.UseDiagnostics)
                .Distinct(StringComparer.Ordinal)
                .OrderBy(static id => id, StringComparer.Ordinal)
                .ToEquatableArray()
        );

    private static EquatableArray<string> SortedNames(EquatableArray<TypeHierarchy> types) =>
        types.Select(static type => type.FullName).OrderBy(static name => name, StringComparer.Ordinal).ToEquatableArray();

    private static EquatableArray<string> FindClashes(
        EquatableArray<TypeHierarchy> classes,
        EquatableArray<TypeHierarchy> models,
        string assemblyName
    ) =>
        classes
            .Concat(models)
            .Select(static type => type.FileName)
            .Append(RegistryEmitter.FileName(assemblyName))
            .GroupBy(static name => name, StringComparer.OrdinalIgnoreCase)
            .Where(static names => names.Skip(1).Any())
            .SelectMany(static names => names)
            .Distinct(StringComparer.Ordinal)
            .OrderBy(static name => name, StringComparer.Ordinal)
            .ToEquatableArray();
}
