using Microsoft.CodeAnalysis;

namespace Orchestrator.Generators.Symbols;

/// <summary>What .NET and its extensions declare.</summary>
internal sealed partial class KnownSymbols
{
    public INamedTypeSymbol? FromKeyedServicesAttribute =>
        field ??= Resolve("Microsoft.Extensions.DependencyInjection.FromKeyedServicesAttribute");

    public INamedTypeSymbol? StringLengthAttribute => field ??= Resolve("System.ComponentModel.DataAnnotations.StringLengthAttribute");

    public INamedTypeSymbol? RangeAttribute => field ??= Resolve("System.ComponentModel.DataAnnotations.RangeAttribute");

    public INamedTypeSymbol? Logger => field ??= Resolve("Microsoft.Extensions.Logging.ILogger");

    public INamedTypeSymbol? CancellationToken => field ??= Resolve("System.Threading.CancellationToken");

    public INamedTypeSymbol? Task => field ??= Resolve("System.Threading.Tasks.Task");

    public INamedTypeSymbol? TaskOfT => field ??= Resolve("System.Threading.Tasks.Task`1");

    public INamedTypeSymbol? ValueTask => field ??= Resolve("System.Threading.Tasks.ValueTask");

    public INamedTypeSymbol? ValueTaskOfT => field ??= Resolve("System.Threading.Tasks.ValueTask`1");

    public INamedTypeSymbol? ListOfT => field ??= Resolve("System.Collections.Generic.List`1");

    public INamedTypeSymbol? Guid => field ??= Resolve("System.Guid");

    public INamedTypeSymbol? DateOnly => field ??= Resolve("System.DateOnly");

    public INamedTypeSymbol? DateTimeOffset => field ??= Resolve("System.DateTimeOffset");

    public INamedTypeSymbol? IPAddress => field ??= Resolve("System.Net.IPAddress");

    public INamedTypeSymbol? IPNetwork => field ??= Resolve("System.Net.IPNetwork");

    public INamedTypeSymbol? Uri => field ??= Resolve("System.Uri");

    public INamedTypeSymbol? UrlAttribute => field ??= Resolve("System.ComponentModel.DataAnnotations.UrlAttribute");

    public INamedTypeSymbol? LengthAttribute => field ??= Resolve("System.ComponentModel.DataAnnotations.LengthAttribute");

    public INamedTypeSymbol? MinLengthAttribute => field ??= Resolve("System.ComponentModel.DataAnnotations.MinLengthAttribute");

    public INamedTypeSymbol? MaxLengthAttribute => field ??= Resolve("System.ComponentModel.DataAnnotations.MaxLengthAttribute");

    public INamedTypeSymbol? RegularExpressionAttribute =>
        field ??= Resolve("System.ComponentModel.DataAnnotations.RegularExpressionAttribute");

    public INamedTypeSymbol? ValidationAttribute => field ??= Resolve("System.ComponentModel.DataAnnotations.ValidationAttribute");

    public INamedTypeSymbol? ObsoleteAttribute => field ??= Resolve("System.ObsoleteAttribute");

    public INamedTypeSymbol? ExperimentalAttribute => field ??= Resolve("System.Diagnostics.CodeAnalysis.ExperimentalAttribute");

    public INamedTypeSymbol? UnmanagedCallersOnlyAttribute =>
        field ??= Resolve("System.Runtime.InteropServices.UnmanagedCallersOnlyAttribute");

    public INamedTypeSymbol? RequiresPreviewFeaturesAttribute =>
        field ??= Resolve("System.Runtime.Versioning.RequiresPreviewFeaturesAttribute");

    public INamedTypeSymbol? RequiresUnreferencedCodeAttribute =>
        field ??= Resolve("System.Diagnostics.CodeAnalysis.RequiresUnreferencedCodeAttribute");

    public INamedTypeSymbol? RequiresDynamicCodeAttribute =>
        field ??= Resolve("System.Diagnostics.CodeAnalysis.RequiresDynamicCodeAttribute");

    public INamedTypeSymbol? RequiresAssemblyFilesAttribute =>
        field ??= Resolve("System.Diagnostics.CodeAnalysis.RequiresAssemblyFilesAttribute");

    public INamedTypeSymbol? InternalsVisibleToAttribute =>
        field ??= Resolve("System.Runtime.CompilerServices.InternalsVisibleToAttribute");

    public INamedTypeSymbol? NotMappedAttribute => field ??= Resolve("System.ComponentModel.DataAnnotations.Schema.NotMappedAttribute");
}
