// An exclusive limit is honoured.
// expect: silent
using System.ComponentModel.DataAnnotations;
using Orchestrator;

namespace App;
[ProductBlock("Site")] public sealed partial class Site : ProductBlock { [Range(0, 10, MinimumIsExclusive = true)] public int Speed { get; set; } }
