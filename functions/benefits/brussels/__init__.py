"""Brussels: the ordinance of 25 April 2019 of the Common Community Commission, in force since 1 January 2020."""
