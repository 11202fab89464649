using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Orchestrator.Generators.Catalogue;
using Orchestrator.Generators.Collections;
using Orchestrator.Generators.Mapping;
using Orchestrator.Generators.Pipeline;
using Orchestrator.Generators.Registry;
using Orchestrator.Generators.Resources;
using Orchestrator.Generators.Rules;
using Orchestrator.Generators.Rules.Products;
using Orchestrator.Generators.Shipping;
using Orchestrator.Generators.WorkflowClasses;

namespace Orchestrator.Generators;

/// <summary>
/// Emits how steps, forms, products and blocks are bound, the reconcile workflows, and the registry of the assembly. What cannot be
/// emitted is left out, and an analyzer says why. The generator itself reports only why a view does not exist that a declaration names: the
/// compiler stops there, before any analyzer runs (docs/decisions/0163).
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
        var resourceMemory = new ModelMemory<ResourceModel>(ResourceParser.TryParse);
        var classes = context
            .SyntaxProvider.CreateSyntaxProvider(static (node, _) => WorkflowClassParser.IsCandidate(node), classMemory.Get)
            .NotNull(TrackingNames.WorkflowClasses);
        var products = context
            .SyntaxProvider.CreateSyntaxProvider(static (node, _) => MappingParser.IsCandidate(node), productMemory.Get)
            .NotNull(TrackingNames.Products);
        var blocks = context
            .SyntaxProvider.CreateSyntaxProvider(static (node, _) => MappingParser.IsCandidate(node), blockMemory.Get)
            .NotNull(TrackingNames.Blocks);

        var resources = context
            .SyntaxProvider.CreateSyntaxProvider(static (node, _) => ResourceParser.IsCandidate(node), resourceMemory.Get)
            .NotNull(TrackingNames.Resources);

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
        var resourceTypes = resources
            .Where(static model => !model.IsLeftOut)
            .Select(static (model, _) => model.Type)
            .Collect()
            .Select(static (types, _) => types.ToEquatableArray())
            .WithTrackingName(TrackingNames.ResourceTypes);
        var assemblyName = context
            .CompilationProvider.Select(static (compilation, _) => compilation.AssemblyName ?? "")
            .WithTrackingName(TrackingNames.AssemblyName);
        var registryClass = context
            .CompilationProvider.Select(static (compilation, _) => RegistryClass.FindName(compilation))
            .WithTrackingName(TrackingNames.RegistryClass);
        var everything = classTypes
            .Combine(modelTypes)
            .Combine(resourceTypes)
            .Combine(assemblyName.Combine(registryClass))
            .Select(
                static (all, _) =>
                    new RegisteredTypes(all.Left.Left.Left, all.Left.Left.Right, all.Left.Right, all.Right.Left, all.Right.Right)
            )
            .WithTrackingName(TrackingNames.RegisteredTypes);

        var clashes = everything.Select(static (all, _) => all.FindClashes()).WithTrackingName(TrackingNames.ClashingFileNames);
        var released = context
            .AdditionalTextsProvider.Where(ShippedWorkflows.IsOne)
            .Collect()
            .Select(ReleasedParser.Parse)
            .WithTrackingName(TrackingNames.ReleasedWorkflows);
        var registry = everything
            .Combine(released.Select(static (workflows, _) => workflows.Count > 0))
            .Select(static (pair, _) => pair.Left.ToRegistry(pair.Right))
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
            resources.Named(static model => model.Type, clashes, TrackingNames.ResourceFiles),
            static (output, file) => output.AddSource(file.HintName, ResourceEmitter.Emit(file.Model))
        );
        context.RegisterSourceOutput(
            registry,
            static (output, model) =>
            {
                if (!model.IsEmpty)
                {
                    output.AddSource(RegistryEmitter.FileName(model.AssemblyName) + ".g.cs", RegistryEmitter.Emit(model));
                }
            }
        );
        context.RegisterSourceOutput(
            registry.Combine(released).WithTrackingName(TrackingNames.ReleasedFile),
            static (output, pair) =>
            {
                if (pair.Left is { IsEmpty: false, HasReleased: true } model)
                {
                    output.AddSource(
                        ReleasedEmitter.FileName(model.AssemblyName) + ".g.cs",
                        ReleasedEmitter.Emit(model.ClassName, pair.Right)
                    );
                }
            }
        );
        RegisterMissingViews(context);
        RegisterCatalogue(context);
    }

    /// <summary>
    /// A place in a source goes stale with each edit, so only whether something is to be reported is kept. While nothing is, no edit causes
    /// anything to be read again.
    /// </summary>
    private static void RegisterMissingViews(IncrementalGeneratorInitializationContext context)
    {
        var memory = new ModelMemory<string>(MissingViews.FindName);
        var stopped = context
            .SyntaxProvider.CreateSyntaxProvider(static (node, _) => MissingViews.IsCandidate(node), memory.Get)
            .Where(static name => name is not null)
            .Collect()
            .Select(static (names, _) => names.Length > 0)
            .Combine(context.CompilationProvider)
            .SelectMany(static (pair, _) => pair.Left ? ImmutableArray.Create(pair.Right) : []);
        context.RegisterSourceOutput(
            stopped,
            static (output, compilation) =>
            {
                foreach (var diagnostic in MissingViewReport.Find(compilation, output.CancellationToken))
                {
                    output.ReportDiagnostic(diagnostic);
                }
            }
        );
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
}
